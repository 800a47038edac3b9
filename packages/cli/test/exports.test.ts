import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeRepository, source } from './repository.ts';

const FILE = 'workflows-src/new.ts';
const unexported = source('new').replace('export const', 'const');

test.concurrent.each([
  [
    'forgets to export',
    unexported,
    /new\.ts:1: This source exports nothing\. Write "export const ci = workflow/,
  ],
  [
    'exports a list',
    `${unexported}export const all = [exported];\n`,
    /new\.ts:4: new\.yml is exported within "all", where it is not looked for/,
  ],
  [
    'exports an object',
    `${unexported}export const all = { exported };\n`,
    /new\.ts:4: new\.yml is exported within "all", where it is not looked for/,
  ],
  [
    'calls a workflow that it does not export',
    `${unexported.replace('on: { push: {} }', 'call: {}')}
export const caller = workflow({
  file: 'caller.yml', name: 'Caller', description: 'Calls.', on: { push: {} },
  jobs: (build) => {
    build.call('new', { workflow: exported, permissions: { contents: read('checks out') } });
  },
});
`,
    /new\.ts:4: new\.yml is called by the job "new", but not exported, so nobody writes it/,
  ],
])('a source that %s is refused with its line', async (_, text, message) => {
  await using repository = await makeRepository({ [FILE]: text });
  const { exitCode, stderr } = await repository.gatehouse('generate');
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringMatching(message) });
});

test.concurrent.each([
  ['values for the others', 'export const runner = "ubuntu-24.04";\n'],
  ['nothing but types', 'export type Runner = "ubuntu-24.04";\n'],
  ['a list of what is exported by name as well', `${source('new')}export const all = [exported];\n`],
])('a file with %s is fine', async (_, text) => {
  await using repository = await makeRepository({ [FILE]: text });
  expect(await repository.gatehouse('generate')).toMatchObject({ exitCode: 0, stderr: '' });
});

test.concurrent('sources of which none exports a workflow are refused', async () => {
  await using repository = await makeRepository({ [FILE]: 'export const runner = "ubuntu-24.04";\n' });
  for (const file of ['ci', 'docs']) await rm(join(repository.path, `workflows-src/${file}.ts`));
  for (const command of ['generate', 'check']) {
    expect(await repository.gatehouse(command)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/No file in \S+\/workflows-src exports a workflow/),
    });
  }
});

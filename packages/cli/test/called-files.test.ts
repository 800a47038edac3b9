import { describe, expect, test } from 'vitest';
import { makeRepository } from './repository.ts';

const FILE = 'workflows-src/calling.ts';
const HAND_WRITTEN = '.github/workflows/land.yml';

/** A source that calls `called` with what `given` says. */
const calling = (called: string, given = 'permissions: {}') => `
import { read, secret, workflow, write } from '@gatehouse/workflow-kit';

export const calling = workflow({
  file: 'calling.yml',
  name: 'Calling',
  description: 'Calls a file.',
  on: { push: {} },
  secrets: { KEY: secret.required('The key.') },
  jobs: (build) => {
    build.call('land', { workflow: './.github/workflows/${called}', ${given} });
  },
});
`;

/** A workflow that no source makes. */
const land = (job = 'permissions: { contents: write }') => `
on:
  workflow_call:
    inputs:
      level: { type: number, required: true }
    secrets:
      key: { required: true }
jobs:
  write: { ${job} }
`;

const GIVEN = "with: { level: 1 }, secrets: { key: build.secret('KEY') }";
const GRANTED = `permissions: { contents: write('lands') }, ${GIVEN}`;

test.concurrent('a call of a file that is there is written as it stands', async () => {
  await using repository = await makeRepository({
    [FILE]: calling('land.yml', GRANTED),
    [HAND_WRITTEN]: land(),
  });
  expect(await repository.gatehouse('generate')).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await repository.read('.github/workflows/calling.yml')).toContain(
    '    uses: ./.github/workflows/land.yml\n',
  );
});

describe.concurrent.each([
  [
    'a file that is not there',
    calling('lnad.yml', GRANTED),
    /:11: The job "land" calls lnad\.yml, but no source makes it, and there is no such file\. Did you mean "land\.yml"\?/,
  ],
  [
    'an input that it does not take',
    calling('land.yml', GRANTED.replace('level: 1', 'level: 1, levle: 2')),
    /:11: The job "land" hands over the input "levle", which land\.yml does not declare\. Did you mean "level"\?/,
  ],
  [
    'an input of another type',
    calling('land.yml', GRANTED.replace('level: 1', "level: '1'")),
    /:11: The job "land" gives a string for the input "level", which takes a number/,
  ],
  [
    'nothing of what it requires',
    calling('land.yml', "permissions: { contents: write('lands') }"),
    /:11: The job "land" does not hand over the secret "key", which land\.yml requires/,
  ],
  [
    'less than its jobs ask for',
    calling('land.yml', `permissions: { contents: read('reads') }, ${GIVEN}`),
    /:11 permission-ceiling: The call of land\.yml grants \{ contents: read \}; .*Grant at least \{ contents: write \}/,
  ],
  [
    'a file that starts by itself only',
    calling('ci-own.yml'),
    /:11: The job "land" calls ci-own\.yml, which cannot be called: give it "on: workflow_call"/,
  ],
] as const)('a call with %s', (_, source, message) => {
  test('is refused with its line', async ({ expect }) => {
    await using repository = await makeRepository({
      [FILE]: source,
      [HAND_WRITTEN]: land(),
      '.github/workflows/ci-own.yml': 'on: push\njobs: { test: {} }\n',
    });
    const { exitCode, stderr } = await repository.gatehouse('generate');
    expect(stderr).toMatch(new RegExp(`^${FILE}${message.source}`, 'm'));
    expect(exitCode).toBe(1);
  });
});

test.concurrent('what a file calls further down counts as well', async () => {
  await using repository = await makeRepository({
    [FILE]: calling('outer.yml', "permissions: { issues: read('reads') }"),
    '.github/workflows/outer.yml':
      'on: workflow_call\njobs: { inner: { uses: ./.github/workflows/inner.yml, permissions: { issues: read } } }\n',
    '.github/workflows/inner.yml': 'on: workflow_call\njobs: { write: { permissions: { issues: write } } }\n',
  });
  const { stderr } = await repository.gatehouse('generate');
  expect(stderr).toMatch(/permission-ceiling: The call of outer\.yml .* Grant at least \{ issues: write \}/);
});

test.concurrent('a job that says nothing has what the call grants, be it little or much', async () => {
  for (const permissions of ['{}', "{ contents: write('lands'), packages: read('looks') }"]) {
    await using repository = await makeRepository({
      [FILE]: calling('land.yml', `permissions: ${permissions}, ${GIVEN}`),
      [HAND_WRITTEN]: land('runs-on: ubuntu-24.04'),
    });
    expect(await repository.gatehouse('generate')).toMatchObject({ exitCode: 0, stderr: '' });
  }
});

test.concurrent('files that call each other in a circle are refused', async () => {
  const outer = (called: string) =>
    `on: workflow_call\njobs:\n  call:\n    uses: ./.github/workflows/${called}\n`;
  await using repository = await makeRepository({
    [FILE]: calling('one.yml'),
    '.github/workflows/one.yml': outer('two.yml'),
    '.github/workflows/two.yml': outer('one.yml'),
  });
  const { stderr } = await repository.gatehouse('generate');
  expect(stderr).toMatch(
    /^\.github\/workflows\/two\.yml:3: The job "call" calls one\.yml, by which it is called/m,
  );
});

test.concurrent('a workflow that a source makes is judged by its source, called by its path as well', async () => {
  const part = `
export const part = workflow({
  file: 'land.yml', name: 'Part', description: 'Writes.',
  call: {},
  jobs: (build) => {
    build.job('write', {
      permissions: { issues: write('opens one') }, runsOn: 'ubuntu-24.04', steps: [run({ script: script\`true\` })],
    });
  },
});
`;
  await using repository = await makeRepository({
    [FILE]: `${calling('land.yml', 'permissions: {}, with: { level: 1 }')}${part}`.replace(
      'import {',
      'import { run, script,',
    ),
    [HAND_WRITTEN]: land(),
  });
  const { stderr } = await repository.gatehouse('generate');
  expect(stderr).toMatch(
    /:11: The job "land" hands over the input "level", which land\.yml does not declare/,
  );
});

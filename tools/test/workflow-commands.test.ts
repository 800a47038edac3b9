import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setOutputs } from '@gatehouse/action-kit';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readCommandFile, readWorkflowCommands } from './workflow-commands.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-commands-'));
  await writeFile(join(folder, 'output'), '');
  vi.stubEnv('GITHUB_OUTPUT', join(folder, 'output'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test('outputs come back as an action set them', async () => {
  const value = fc.string({ unit: 'binary', maxLength: 40 }).filter((text) => !text.includes('\r'));
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.stringMatching(/^[a-z][a-z-]{0,8}$/), value), async (outputs) => {
      await writeFile(join(folder, 'output'), '');
      setOutputs(outputs);
      expect(readCommandFile(await readFile(join(folder, 'output'), 'utf8'))).toEqual({ ...outputs });
    }),
    { seed: 7, numRuns: 100 },
  );
});

test('an output may be written as name=value', () => {
  expect(readCommandFile('digest=sha256:00=\nempty=\n')).toEqual({ digest: 'sha256:00=', empty: '' });
});

test('a value without its delimiter is refused', () => {
  expect(() => readCommandFile('report<<END\na line\n')).toThrow(
    '"report" does not end with its delimiter END',
  );
});

test('a line that is no output is refused', () => {
  expect(() => readCommandFile('a line\n')).toThrow('The runner would refuse this line');
});

test('annotations are decoded, and everything else stays', () => {
  const stdout = [
    'plain',
    '::error title=Wrong%3A a%2C b,file=x.ts::first%0Asecond 100%25',
    '::add-mask::hush',
    '::notice::seen',
  ].join('\n');
  expect(readWorkflowCommands(stdout)).toEqual({
    annotations: [
      { level: 'error', message: 'first\nsecond 100%', properties: { title: 'Wrong: a, b', file: 'x.ts' } },
      { level: 'notice', message: 'seen', properties: {} },
    ],
    rest: stdout.replace('::add-mask::hush\n', ''),
  });
});

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { local, readLocalActions, workflow } from '../src/index.ts';
import { minimal, minimalJob } from './options.ts';

/** A repository with `files`, until the test is over. */
async function repositoryWith(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'local-actions-'));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  return root;
}

const using = (...paths: readonly string[]) =>
  workflow({
    ...minimal,
    jobs: (build) => {
      build.job('a', { ...minimalJob, steps: paths.map((path) => local(path)) });
    },
  });

test('the actions that steps use are read from either file, and no others are', async () => {
  const root = await repositoryWith({
    'one/action.yml': 'inputs: { speed: { required: true } }\noutputs: { made: {} }\n',
    'two/action.yaml': 'name: Two\n',
    'three/action.yml': 'name: Three\n',
  });
  const actions = readLocalActions(root, [using('one', 'two', 'nothing'), using('one')]);
  expect([...actions.keys()]).toEqual(['one', 'two']);
  expect(actions.get('one')?.inputs.get('speed')?.mustGive).toBe(true);
  expect([...(actions.get('one')?.outputs.keys() ?? [])]).toEqual(['made']);
});

test('an action that is no YAML is refused with its line', async () => {
  const root = await repositoryWith({ 'one/action.yml': 'name: One\ninputs: [\n' });
  expect(() => readLocalActions(root, [using('one')])).toThrow(/action\.yml:\d: The action is no YAML: /);
});

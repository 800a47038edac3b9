import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAsGitHub } from '../../packages/libs/workflow-kit/test/github.ts';
import { repositoryRoot } from '../repository.ts';
import { generateWorkflows, WORKFLOWS } from './generate.ts';

const generated = await generateWorkflows();

test.each(generated.map(({ file, text }) => [file, text] as const))(
  '%s in the repository is what its source says',
  (file, text) => {
    expect(readFileSync(join(repositoryRoot, WORKFLOWS, file), 'utf8')).toBe(text);
  },
);

test.each(generated.map(({ file, text }) => [file, text] as const))('GitHub takes %s', async (_, text) => {
  expect((await parseAsGitHub(text)).errors).toEqual([]);
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { judge } from '@gatehouse/workflow-kit';
import { expect, test } from 'vitest';
import { parseAsGitHub } from '../../packages/libs/workflow-kit/test/github.ts';
import { pins, rendered, SOURCES, sourceOf } from './sources.ts';

/** This repository's own CI calls nothing that a server of one's own would miss. */
const forms = SOURCES.flatMap((path) =>
  path === 'ci.ts' || path === 'nightly.ts'
    ? [[path, 'github.com'] as const]
    : [[path, path.startsWith('templates') ? 'elsewhere' : 'github.com'] as const, [path, 'ghes'] as const],
);

test.each(forms)(
  '%s for %s has exactly these bytes, and GitHub’s own parser takes them',
  async (path, target) => {
    const workflow = await sourceOf(path);
    const text = rendered(workflow, target);
    const name = workflow.file.replace('.yml', target === 'ghes' ? '-on-ghes' : '');
    await expect(text).toMatchFileSnapshot(`goldens/${name}.yml`);
    expect((await parseAsGitHub(text)).errors).toEqual([]);
  },
);

test('no golden file is left over', () => {
  const names = readdirSync(join(import.meta.dirname, 'goldens'));
  expect(names.length).toBe(forms.length);
});

test('no rule has anything against the sources, and one of them is suppressed once', async () => {
  const { findings, suppressed } = judge(await Promise.all(SOURCES.map(sourceOf)), pins);
  expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  expect(
    suppressed.map(({ rule, workflow, suppression }) => [rule, workflow.file, suppression.reason]),
  ).toEqual([
    [
      'resource-group',
      'multiarch-image.yml',
      'A leg pushes by digest only, so that no two runs write one name.',
    ],
  ]);
});

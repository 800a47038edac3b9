import { judge } from '@gatehouse/workflow-kit';
import { expect, test } from 'vitest';
import { parseAsGitHub } from '../../packages/libs/workflow-kit/test/github.ts';
import { pins, rendered, sourceOf } from './sources.ts';

test.each([
  ['ci.ts', 'github.com', 'ci'],
  ['merge-manifests.ts', 'github.com', 'merge-manifests'],
  ['merge-manifests.ts', 'ghes', 'merge-manifests-on-ghes'],
  ['version-manifests.ts', 'github.com', 'version-manifests'],
  ['version-manifests.ts', 'ghes', 'version-manifests-on-ghes'],
  ['templates/version-manifests.ts', 'elsewhere', 'release-versions'],
  ['templates/version-manifests.ts', 'ghes', 'release-versions-on-ghes'],
] as const)(
  '%s for %s has exactly these bytes, and GitHub’s own parser takes them',
  async (path, target, name) => {
    const text = rendered(await sourceOf(path), target);
    await expect(text).toMatchFileSnapshot(`goldens/${name}.yml`);
    expect((await parseAsGitHub(text)).errors).toEqual([]);
  },
);

test('no rule has anything against the sources, and none of them suppresses one', async () => {
  const paths = ['ci.ts', 'merge-manifests.ts', 'version-manifests.ts', 'templates/version-manifests.ts'];
  const { findings, suppressed } = judge(await Promise.all(paths.map(sourceOf)), pins);
  expect(findings.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  expect(suppressed).toEqual([]);
});

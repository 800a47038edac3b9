import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createScene } from '../src/index.ts';
import { git } from '../src/scene/git.ts';

let from: string;
beforeEach(async () => {
  from = await mkdtemp(join(tmpdir(), 'scene-copy-'));
  await git(from, ['init', '--quiet', '--initial-branch=trunk']);
  await writeFile(join(from, '.gitignore'), 'dist\n');
  await git(from, ['add', '--all']);
  await git(from, ['commit', '--quiet', '--message=One']);
  await git(from, ['tag', 'v1']);
  await git(from, ['branch', 'pages']);
});
afterEach(() => rm(from, { recursive: true }));

it('a scene is a copy of a repository, with its branches and tags', async () => {
  await using scene = await createScene({ from, branch: 'trunk', files: {} });
  expect(await scene.head()).toBe(String(await git(from, ['rev-parse', 'trunk'])).trim());
  expect(String(await git(scene.bare, ['for-each-ref', '--format=%(refname)']))).toBe(
    'refs/heads/pages\nrefs/heads/trunk\nrefs/tags/v1\n',
  );
});

it('files stand in one more commit upon it, whatever it ignores', async () => {
  await using scene = await createScene({ from, branch: 'trunk', files: { 'dist/a.txt': 'a' } });
  expect(String(await scene.read('dist/a.txt'))).toBe('a');
  expect(String(await scene.read('.gitignore'))).toBe('dist\n');
  expect((await scene.commits()).map(({ subject }) => subject)).toEqual(['One', 'Seed']);
  expect(String(await git(from, ['rev-list', '--count', 'trunk']))).toBe('1\n');
});

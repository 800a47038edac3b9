import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@gatehouse/process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeSnapshot } from '../../src/rehearse/snapshot.ts';

let root: string;
let folder: string;
const env = { PATH: process.env.PATH, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'snapshot-of-'));
  folder = await mkdtemp(join(tmpdir(), 'snapshot-'));
});
afterEach(() => Promise.all([root, folder].map((path) => rm(path, { recursive: true }))));

async function git(where: string, ...args: readonly string[]): Promise<string> {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
  const ended = await run({
    command: 'git',
    args: ['-C', where, ...identity, ...args],
    env,
    timeoutMs: 20_000,
  });
  if (ended.exitCode !== 0) throw new Error(ended.stderr);
  return ended.stdout.trim();
}

async function repository(branch = 'main'): Promise<void> {
  await git(root, 'init', '--quiet', '--initial-branch', branch);
  await writeFile(join(root, 'kept.txt'), 'kept');
  await writeFile(join(root, 'gone.txt'), 'gone');
  await writeFile(join(root, '.gitignore'), 'ignored.txt\n');
  await git(root, 'add', '--all');
  await git(root, 'commit', '--quiet', '--message', 'One');
}

const listed = async (path: string) => (await git(path, 'ls-tree', '-r', '--name-only', 'HEAD')).split('\n');

test('a clean repository is copied with the very same commit, on the branch that it is on', async () => {
  await repository('work');
  await git(root, 'tag', 'v1');
  const { path, branch } = await takeSnapshot({ root, folder, env });
  expect(branch).toBe('work');
  expect(await git(path, 'rev-parse', 'HEAD')).toBe(await git(root, 'rev-parse', 'HEAD'));
  expect(await git(path, 'rev-parse', 'v1')).toBe(await git(root, 'rev-parse', 'v1'));
});

test('what is not committed yet is in it, and what git ignores is not', async () => {
  await repository();
  await rm(join(root, 'gone.txt'));
  await writeFile(join(root, 'kept.txt'), 'changed');
  await writeFile(join(root, 'ignored.txt'), 'secret');
  await mkdir(join(root, 'new folder'));
  await writeFile(join(root, 'new folder', 'ü.sh'), '#!/bin/sh\n');
  await chmod(join(root, 'new folder', 'ü.sh'), 0o755);
  await symlink('kept.txt', join(root, 'link'));
  await writeFile(join(root, 'staged.txt'), 'staged');
  await git(root, 'add', 'staged.txt');
  const { path } = await takeSnapshot({ root, folder, env });
  const tree = await git(
    path,
    '-c',
    'core.quotePath=false',
    'ls-tree',
    '-r',
    '--format=%(objectmode) %(path)',
    'HEAD',
  );
  expect(tree.split('\n')).toEqual([
    '100644 .gitignore',
    '100644 kept.txt',
    '120000 link',
    '100755 new folder/ü.sh',
    '100644 staged.txt',
  ]);
  expect(await git(path, 'show', 'HEAD:kept.txt')).toBe('changed');
  expect(await git(path, 'rev-parse', 'HEAD^')).toBe(await git(root, 'rev-parse', 'HEAD'));
});

test('the repository is read only: index, references and objects stay as they are', async () => {
  await repository();
  await writeFile(join(root, 'kept.txt'), 'changed');
  const state = async () => {
    const names = await readdir(join(root, '.git'), { recursive: true });
    const stats = await Promise.all(names.sort().map((name) => stat(join(root, '.git', name))));
    return names.map((name, at) => `${name} ${stats[at]?.size} ${stats[at]?.mtimeMs} ${stats[at]?.ctimeMs}`);
  };
  const before = await state();
  await takeSnapshot({ root, folder, env, tag: 'refs/tags/v9' });
  expect(await state()).toEqual(before);
});

test('a folder without git, and a repository without a commit, are copied as well', async () => {
  await writeFile(join(root, 'a.txt'), 'a');
  const plain = await takeSnapshot({ root, folder, env });
  expect([plain.branch, await listed(plain.path)]).toEqual(['main', ['a.txt']]);
  await rm(plain.path, { recursive: true });
  await rm(join(folder, 'index'));
  await git(root, 'init', '--quiet', '--initial-branch', 'trunk');
  const fresh = await takeSnapshot({ root, folder, env });
  expect([fresh.branch, await listed(fresh.path)]).toEqual(['trunk', ['a.txt']]);
});

test('a commit that is checked out without a branch stands on main', async () => {
  await repository('work');
  await git(root, 'checkout', '--quiet', '--detach');
  const { path, branch } = await takeSnapshot({ root, folder, env });
  expect(branch).toBe('main');
  expect(await git(path, 'rev-parse', 'main')).toBe(await git(root, 'rev-parse', 'HEAD'));
});

test('a repository within the repository stays out', async () => {
  await repository();
  const inner = join(root, 'inner');
  await mkdir(inner);
  await git(inner, 'init', '--quiet');
  await writeFile(join(inner, 'b.txt'), 'b');
  const { path } = await takeSnapshot({ root, folder, env });
  expect(await listed(path)).not.toContain('inner/b.txt');
});

test('paths can be left out, and a tag can be made that is not there', async () => {
  await repository();
  const without = (path: string) => path.startsWith('gone');
  const { path } = await takeSnapshot({ root, folder, env, without, tag: 'refs/tags/v9' });
  expect(await listed(path)).toEqual(['.gitignore', 'kept.txt']);
  expect(await git(path, 'rev-parse', 'v9')).toBe(await git(path, 'rev-parse', 'HEAD'));
});

test('variables that point git elsewhere, as in a hook, are not followed', async () => {
  await repository();
  const { path } = await takeSnapshot({
    root,
    folder,
    env: { ...env, GIT_DIR: '/nowhere', GIT_INDEX_FILE: '/nowhere' },
  });
  expect(await listed(path)).toContain('kept.txt');
});

import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Produced, type Snapshot, writeToBranch } from '../src/index.ts';
import { realDeps, request } from './entries.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'writer-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (files: Readonly<Record<string, string | null>>) => {
  const produce = async (): Promise<Produced> => ({
    kind: 'changes',
    files: new Map(Object.entries(files)),
    message: 'x',
  });
  return writeToBranch(request('a', { mode: 'none', folder }, { produce, verify: undefined }), realDeps());
};

describe('a write to a folder', () => {
  test('writes files and makes no commit', async () => {
    const result = await writeToBranch(request('a', { mode: 'none', folder }), realDeps());
    expect(result).toMatchObject({ kind: 'files-written', paths: ['entries.json'] });
    expect(readFileSync(join(folder, 'entries.json'), 'utf8')).toBe('[\n  "a"\n]\n');
    expect(await writeToBranch(request('a', { mode: 'none', folder }), realDeps())).toMatchObject({
      kind: 'files-unchanged',
    });
  });

  test('keeps modes, deletes, makes directories, and leaves nothing else behind', async () => {
    writeFileSync(join(folder, 'run.sh'), 'old');
    chmodSync(join(folder, 'run.sh'), 0o755);
    writeFileSync(join(folder, 'gone'), 'x');
    await write({ 'run.sh': 'new', gone: null, 'a/b/c': 'c' });
    expect(statSync(join(folder, 'run.sh')).mode & 0o777).toBe(0o755);
    expect(readdirSync(folder, { recursive: true }).sort()).toEqual(['a', 'a/b', 'a/b/c', 'run.sh']);
  });

  test('goes on beside what a killed process of the same number has left', async () => {
    writeFileSync(join(folder, `a.${process.pid}.tmp`), 'half');
    await write({ a: 'whole' });
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('whole');
  });

  test('that fails half-way leaves no unfinished file behind', async () => {
    // The disk takes no name of more than 255 bytes, and says so only when the file is moved to its place.
    await expect(write({ ['n'.repeat(300)]: 'x' })).rejects.toMatchObject({ code: 'ENAMETOOLONG' });
    expect(readdirSync(folder)).toEqual([]);
  });

  test.each(['link/x', 'link'])(
    'refuses to write to %s, where link leads out of the folder',
    async (path) => {
      symlinkSync(tmpdir(), join(folder, 'link'));
      await expect(write({ [path]: 'x' })).rejects.toMatchObject({ code: 'UNSAFE_PATH' });
    },
  );

  test('refuses a path that leaves the folder', async () => {
    await expect(write({ '../x': 'x' })).rejects.toMatchObject({ code: 'BAD_PATH' });
  });

  test('lists files without links and without .git', async () => {
    mkdirSync(join(folder, '.git'));
    writeFileSync(join(folder, '.git', 'config'), 'x');
    mkdirSync(join(folder, 'd'));
    writeFileSync(join(folder, 'd', 'b'), 'x');
    writeFileSync(join(folder, 'a'), 'x');
    symlinkSync('a', join(folder, 'link'));
    const seen: unknown[] = [];
    const produce = async (snapshot: Snapshot): Promise<Produced> => {
      seen.push(await snapshot.list(''), await snapshot.list('d'), await snapshot.list('none'));
      return { kind: 'nothing', reason: 'only looked' };
    };
    await writeToBranch(request('a', { mode: 'none', folder }, { produce }), realDeps());
    expect(seen).toEqual([['a', 'd/b'], ['d/b'], []]);
  });
});

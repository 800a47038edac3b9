import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findFiles, readFileCandidate } from '../src/files.ts';
import { temporaryFolder } from './archives.ts';

async function workspace(...files: readonly string[]) {
  const folder = await temporaryFolder();
  for (const file of files) {
    await mkdir(join(folder.path, file, '..'), { recursive: true });
    await writeFile(join(folder.path, file), file);
  }
  const find = async (...patterns: readonly string[]) =>
    (await findFiles(patterns, folder.path)).map((path) => path.slice(folder.path.length + 1));
  return { ...folder, find };
}

describe('the files that globs name', () => {
  test('come sorted and once each, however many globs name them', async () => {
    await using dist = await workspace('dist/b.tar.gz', 'dist/a.tar.gz', 'dist/sub/c.tar.gz', 'other.tar.gz');
    const found = await dist.find('dist/**/*.tar.gz', 'dist/a.*', './dist/b.tar.gz');
    expect(found).toEqual(['dist/a.tar.gz', 'dist/b.tar.gz', 'dist/sub/c.tar.gz']);
  });

  test('lose those that a line with an exclamation mark takes away', async () => {
    await using dist = await workspace('dist/a.tar.gz', 'dist/a.log', 'dist/old/b.tar.gz');
    expect(await dist.find('dist/**', '!./dist/old/**', '!**/*.log')).toEqual(['dist/a.tar.gz']);
    expect(await dist.find('dist/**', `!${dist.path}/dist/old/*`, '!**/*.log')).toEqual(['dist/a.tar.gz']);
  });

  test('may be named by an absolute path', async () => {
    await using dist = await workspace('dist/a.tar.gz');
    expect(await dist.find(`${dist.path}/dist/*.gz`)).toEqual(['dist/a.tar.gz']);
  });

  test('do not include folders', async () => {
    await using dist = await workspace('dist/sub.tar.gz/a.tar.gz');
    await expect(dist.find('dist/*')).rejects.toMatchObject({ code: 'NO_FILES' });
  });

  test('must be there', async () => {
    await using dist = await workspace('dist/a.zip');
    await expect(dist.find('dist/*.tar.gz')).rejects.toThrow(/No file matches "dist\/\*\.tar\.gz"/);
  });

  test('must be files: a link is refused unless it is excluded', async () => {
    await using dist = await workspace('dist/a.tar.gz');
    await symlink('/etc/passwd', join(dist.path, 'dist/latest.tar.gz'));
    await expect(dist.find('dist/*')).rejects.toThrow(/latest\.tar\.gz" is a symbolic link; expected a file/);
    expect(await dist.find('dist/*', '!dist/latest*')).toEqual(['dist/a.tar.gz']);
  });

  test.skipIf(process.platform === 'win32')(
    'must be files: a pipe is refused, and not waited for',
    async () => {
      await using dist = await workspace('dist/a.tar.gz');
      execFileSync('mkfifo', [join(dist.path, 'dist/pipe')]);
      await expect(dist.find('dist/*')).rejects.toMatchObject({ code: 'NOT_A_FILE' });
    },
  );
});

describe('a file', () => {
  test('is measured by what is read of it', async () => {
    await using folder = await temporaryFolder();
    const bytes = Buffer.alloc(3 * 2 ** 20 + 7, 'gatehouse');
    const path = join(folder.path, 'python.tar.gz');
    await writeFile(path, bytes);
    expect(await readFileCandidate(path)).toEqual({
      name: 'python.tar.gz',
      path,
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  });

  test.skipIf(process.platform === 'win32')('is not read through a link that took its place', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'python.tar.gz');
    await symlink('/etc/passwd', path);
    await expect(readFileCandidate(path)).rejects.toMatchObject({ code: 'ELOOP' });
  });
});

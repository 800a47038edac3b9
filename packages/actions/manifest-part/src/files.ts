import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { glob, lstat, open } from 'node:fs/promises';
import { basename, isAbsolute, matchesGlob, normalize, relative, resolve } from 'node:path';
import { ActionError, quote, quoteList } from '@gatehouse/action-kit';
import type { Candidate } from './candidate.ts';

/**
 * The files that `patterns` name, relative to `cwd`, sorted by path, each once; a pattern with `!` in front takes files away.
 * Folders are passed over. Fails with `NO_FILES`, and with `NOT_A_FILE` for links and the like: what a
 * link points to may be anything by the time it is uploaded.
 */
export async function findFiles(patterns: readonly string[], cwd: string): Promise<readonly string[]> {
  const without = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const wanted = patterns.filter((pattern) => !pattern.startsWith('!'));
  const isExcluded = (path: string) =>
    without.some((pattern) =>
      matchesGlob(isAbsolute(pattern) ? path : relative(cwd, path), normalize(pattern)),
    );
  const paths = new Set<string>();
  for await (const match of glob(wanted, { cwd })) {
    const path = resolve(cwd, match);
    if (!isExcluded(path) && !(await isFolder(path))) paths.add(path);
  }
  if (paths.size > 0) return [...paths].sort();
  throw new ActionError({
    code: 'NO_FILES',
    message: `No file matches ${quoteList(patterns)} in ${quote(cwd)}.`,
    hint: 'Look at where the build puts its archives. A leg that built nothing should fail before this step.',
  });
}

/** Reads the file at `path` once, as a stream, for its sha256 and size. */
export async function readFileCandidate(path: string): Promise<Candidate> {
  // Windows has no O_NOFOLLOW; there the check of findFiles has to do.
  await using file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of file.createReadStream({ autoClose: false, highWaterMark: 2 ** 20 })) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { name: basename(path), sha256: hash.digest('hex'), size, path };
}

async function isFolder(path: string): Promise<boolean> {
  const found = await lstat(path);
  if (found.isFile() || found.isDirectory()) return found.isDirectory();
  throw new ActionError({
    code: 'NOT_A_FILE',
    message: `${quote(path)} is ${found.isSymbolicLink() ? 'a symbolic link' : 'a device, pipe or socket'}; expected a file.`,
    hint: 'Leave it out with a line that starts with "!", or let the build write a file.',
  });
}

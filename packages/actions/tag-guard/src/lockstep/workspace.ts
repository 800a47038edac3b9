import { readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isActionError, messageOf, quote } from '@gatehouse/action-kit';
import { decodeText } from '@gatehouse/text-source';
import { unstated } from './unstated.ts';

/** The files of a checkout, by their paths in it, with `/`. */
export interface Workspace {
  /** Fails with `NO_FILE` or `NOT_READABLE`. */
  read(path: string): Promise<string>;
}

/** A lock file of many thousand packages has less. */
const MOST_BYTES = 16 * 1024 * 1024;

/** The checkout at `root`. What a link leads to outside of it is not read. */
export function openWorkspace(root: string): Workspace {
  return { read: (path) => readInside(root, path) };
}

async function readInside(root: string, path: string): Promise<string> {
  const place = await realpath(join(root, path)).catch((cause) => {
    throw missing(cause);
  });
  if (!isInside(await realpath(root), place)) {
    throw unstated('NOT_READABLE', 'leads out of the workspace', 'List a file of the checkout.');
  }
  const { size, isFile } = await stat(place).then((found) => ({ size: found.size, isFile: found.isFile() }));
  if (!isFile) throw unstated('NOT_READABLE', 'is no file', 'List a file.');
  if (size > MOST_BYTES) {
    const found = `has ${size} bytes, more than ${MOST_BYTES}`;
    throw unstated('NOT_READABLE', found, 'List the file that the version is kept in.');
  }
  return decode(await readFile(place));
}

function isInside(root: string, place: string): boolean {
  const way = relative(root, place);
  return way !== '..' && !way.startsWith(`..${sep}`) && way !== place;
}

function missing(cause: unknown) {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR'
    ? unstated(
        'NO_FILE',
        'is not there',
        'Check out the tag before this step, or take it off the list.',
        cause,
      )
    : unstated('NOT_READABLE', `cannot be read: ${quote(messageOf(cause))}`, 'List a readable file.', cause);
}

function decode(bytes: Uint8Array): string {
  try {
    return decodeText(bytes, 'the file');
  } catch (cause) {
    if (!isActionError(cause, 'UNREADABLE')) throw cause;
    throw unstated('NOT_READABLE', 'is no UTF-8', 'Save it as UTF-8.', cause);
  }
}

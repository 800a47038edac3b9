import { readFile, stat } from 'node:fs/promises';
import { ActionError, quote } from '@gatehouse/action-kit';

/** The largest manifest in use has 0.7 MB; what is much larger is something else. */
export const MAX_BYTES = 32 * 1024 * 1024;

/** Reads a UTF-8 file of at most {@link MAX_BYTES}; fails with `NO_SUCH_FILE` or `UNREADABLE`. */
export async function readText(path: string): Promise<string> {
  const file = await stat(path).catch((cause) => {
    throw new ActionError({
      code: 'NO_SUCH_FILE',
      message: `The file ${quote(path)} cannot be found.`,
      hint: 'Name a file relative to the working directory, and check out the repository before this step.',
      cause,
    });
  });
  if (!file.isFile()) throw unreadable(quote(path), 'it is no file');
  if (file.size > MAX_BYTES) throw tooLarge(quote(path));
  return decodeText(await readFile(path), quote(path));
}

/** Decodes UTF-8 and drops a byte order mark. */
export function decodeText(bytes: Uint8Array, where: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable(where, 'it is no UTF-8', cause);
  }
}

/** What `where` holds is above {@link MAX_BYTES}. */
export const tooLarge = (where: string): ActionError<'UNREADABLE'> =>
  unreadable(where, `it has more than ${MAX_BYTES} bytes`);

function unreadable(where: string, found: string, cause?: unknown): ActionError<'UNREADABLE'> {
  return new ActionError({
    code: 'UNREADABLE',
    message: `${where} cannot be read: ${found}; expected UTF-8 text of at most ${MAX_BYTES} bytes.`,
    cause,
  });
}

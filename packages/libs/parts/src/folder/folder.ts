import { type BigIntStats, constants } from 'node:fs';
import { lstat, open, opendir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { ActionError, messageOf } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';

/** A regular file of a folder, seen without following any link. */
export interface FolderFile {
  /** Relative to the folder, with `/`. */
  readonly source: string;
  readonly path: string;
  readonly size: number;
  readonly stats: BigIntStats;
}

/** What a folder holds, and why the rest of it was refused. */
export interface FolderListing {
  /** In the order of their sources. */
  readonly files: readonly FolderFile[];
  readonly mistakes: readonly string[];
}

const LEVELS = 8;

/**
 * Lists a folder level by level. Links, devices, pipes and names that another system would read as a
 * path are mistakes; nothing is opened. Throws `NO_PARTS_DIR` where `dir` is no folder, and
 * `TOO_MANY_FILES` beyond `most` files and folders.
 */
export async function listFolder(dir: string, most: number): Promise<FolderListing> {
  const root = await rootOf(dir);
  const files: FolderFile[] = [];
  const mistakes: string[] = [];
  let seen = 0;
  let level: string[] = [''];
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: string[] = [];
    for (const folder of level) {
      for await (const name of namesIn(join(root, folder))) {
        seen += 1;
        if (seen > most) throw tooMany(dir, most);
        const source = folder === '' ? name : `${folder}/${name}`;
        const entry = await judge(root, source, name);
        if (typeof entry === 'string') mistakes.push(`${quote(source)}: ${entry}`);
        else if (!entry.stats.isDirectory()) files.push(entry);
        else if (depth < LEVELS) next.push(source);
        else
          mistakes.push(
            `${quote(source)}: found a folder ${depth + 1} levels down, expected at most ${LEVELS}`,
          );
      }
    }
    level = next;
  }
  return { files: files.sort((a, b) => (a.source < b.source ? -1 : 1)), mistakes };
}

/** The bytes of a listed file, provided that it is still the same one. */
export async function readListed({ path, stats }: FolderFile, most: number): Promise<Uint8Array> {
  // Non-blocking, so that a pipe put in the file's place cannot hold us up.
  const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
  await using file = await open(path, flags);
  const now = await file.stat({ bigint: true });
  if (!now.isFile() || now.ino !== stats.ino || now.dev !== stats.dev || now.nlink !== 1n) {
    throw new ActionError({
      code: 'INVALID_PART',
      message: 'found another file in its place while reading, expected that nobody writes to the folder',
    });
  }
  const bytes = new Uint8Array(Math.min(Number(now.size), most));
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

async function* namesIn(path: string): AsyncGenerator<string> {
  try {
    for await (const { name } of await opendir(path)) yield name;
  } catch (cause) {
    throw noFolder(path, 'one that cannot be read', cause);
  }
}

async function rootOf(dir: string): Promise<string> {
  try {
    const root = await realpath(dir);
    if ((await lstat(root)).isDirectory()) return root;
  } catch (cause) {
    throw noFolder(dir, 'nothing that can be read', cause);
  }
  throw noFolder(dir, 'a file');
}

const noFolder = (dir: string, found: string, cause?: unknown) =>
  new ActionError({
    code: 'NO_PARTS_DIR',
    message: `The folder of parts is ${quote(dir)}: found ${found}, expected a folder.`,
    hint: 'Name the folder into which the parts were downloaded, or leave it out to have them downloaded.',
    cause,
  });

const tooMany = (dir: string, most: number) =>
  new ActionError({
    code: 'TOO_MANY_FILES',
    message: `The folder of parts ${quote(dir)} holds more than ${most} files and folders.`,
    hint: 'Download only artifacts that hold parts, or raise the limit.',
  });

/** The file or folder, or the reason against it. */
async function judge(root: string, source: string, name: string): Promise<FolderFile | string> {
  // A backslash or a drive letter is a path on Windows; U+FFFD stands for bytes that are no UTF-8.
  if (/[\\:\p{Cc}\ufffd]/u.test(name))
    return 'found a name that could leave the folder, expected a plain one';
  const path = join(root, source);
  const stats = await lstat(path, { bigint: true }).catch(messageOf);
  if (typeof stats === 'string') return `could not be examined (${quote(stats)})`;
  if (stats.isSymbolicLink()) return 'found a symbolic link, expected a regular file';
  if (stats.isFile() && stats.nlink > 1n) return `found a file with ${stats.nlink} hard links, expected one`;
  if (!stats.isFile() && !stats.isDirectory())
    return 'found a device, pipe or socket, expected a regular file';
  return { source, path, size: Number(stats.size), stats };
}

import { randomUUID } from 'node:crypto';
import { chmod, lstat, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ActionError, quote, quoteList } from '@gatehouse/action-kit';
import type { TreeEntry } from '../branch.ts';
import { blobId, type Change, isFile, kindOf, planChanges } from '../changes.ts';
import { checkPath } from '../paths.ts';
import type { FolderTarget, WriteRequest } from '../request.ts';
import type { Snapshot } from '../snapshot.ts';
import type { WriteResult } from '../write-result.ts';

/** Writes what `produce` computes into a folder, file by file, and makes no commit. */
export async function writeToFolder(
  { folder }: FolderTarget,
  { produce, verify }: WriteRequest,
): Promise<WriteResult> {
  const unchanged = (reason: string) => ({ kind: 'files-unchanged', reason, folder }) as const;
  const snapshot = folderSnapshot(folder);
  const produced = await produce(snapshot);
  if (produced.kind === 'nothing') return unchanged(produced.reason);
  const changes = await planChanges(produced.files, (path) => entryAt(folder, path));
  if (changes.length === 0) return unchanged('Every file has this content already.');
  for (const change of changes) await apply(folder, change);
  const missing = (await verify?.(snapshot)) ?? [];
  if (missing.length > 0) throw notProven(folder, missing);
  return { kind: 'files-written', folder, paths: changes.map(({ path }) => path).sort() };
}

function folderSnapshot(folder: string): Snapshot {
  const list = async (directory: string): Promise<readonly string[]> => {
    const names = await readdir(join(folder, directory), { withFileTypes: true });
    const paths = names.map(async (entry) => {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (entry.isFile()) return [path];
      return entry.isDirectory() && entry.name !== '.git' ? list(path) : [];
    });
    return (await Promise.all(paths)).flat().sort();
  };
  return {
    head: undefined,
    async read(path) {
      checkPath(path);
      const entry = await entryAt(folder, path);
      if (entry === undefined) return undefined;
      if (isFile(entry)) return readFile(join(folder, path));
      throw new ActionError({
        code: 'UNSAFE_PATH',
        message: `${quote(path)} in ${quote(folder)} is ${kindOf(entry)}; expected a file.`,
        hint: 'Name a file, or put one there.',
      });
    },
    async list(directory) {
      if (directory !== '') checkPath(directory);
      const entry = directory === '' ? undefined : await entryAt(folder, directory);
      return directory === '' || entry?.mode === '040000' ? list(directory) : [];
    },
    history: async () => [],
  };
}

/** What stands at a path, as git would see it; a name below a link or a file is not there. */
async function entryAt(folder: string, path: string): Promise<TreeEntry | undefined> {
  let at = folder;
  let entry: TreeEntry | undefined;
  for (const name of path.split('/')) {
    if (entry !== undefined && entry.mode !== '040000') return undefined;
    at = join(at, name);
    const found = await lstat(at).catch(() => undefined);
    if (found === undefined) return undefined;
    const executable = process.platform !== 'win32' && (found.mode & 0o100) !== 0;
    const file = executable ? '100755' : '100644';
    const mode = found.isDirectory() ? '040000' : found.isFile() ? file : '120000';
    entry = { name, mode, oid: found.isFile() ? blobId(await readFile(at), 40) : '' };
  }
  return entry;
}

async function apply(folder: string, change: Change): Promise<void> {
  const path = join(folder, change.path);
  if (change.kind === 'delete') return rm(path);
  await mkdir(dirname(path), { recursive: true });
  // A reader, or a step that is killed, sees the old content or the new one.
  const temporary = join(dirname(path), `.gatehouse-${randomUUID()}.tmp`);
  try {
    await writeFile(temporary, change.content, { flag: 'wx' });
    if (change.mode === '100755') await chmod(temporary, 0o755);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function notProven(folder: string, missing: readonly string[]): ActionError<'NOT_PROVEN'> {
  return new ActionError({
    code: 'NOT_PROVEN',
    message: `The files in ${quote(folder)}, read back, lack ${quoteList(missing)}.`,
    hint: 'Compare them with what was to be written; this is a mistake in what computed it.',
  });
}

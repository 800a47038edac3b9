import { ActionError, quote } from '@gatehouse/action-kit';
import { type Branch, type Commit, HISTORY_DEPTH, type TreeEntry } from './branch.ts';
import { isFile, kindOf, type Lookup } from './changes.ts';
import type { Objects } from './objects.ts';
import { checkPath } from './paths.ts';

/** The files of a branch at one head. */
export interface Snapshot {
  /** The commit; `undefined` for a folder. */
  readonly head: string | undefined;
  /** The bytes of a file; `undefined` when there is none. Fails with `UNSAFE_PATH` for a link. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** The paths of all files in a directory and below it, ascending; the root is `''`. Links are left out. */
  list(directory: string): Promise<readonly string[]>;
  /** The head and its ancestors, newest first, at most {@link HISTORY_DEPTH}. */
  history(limit?: number): Promise<readonly Commit[]>;
}

/** A snapshot that can also say what stands at a path. */
export interface BranchSnapshot extends Snapshot {
  readonly head: string;
  readonly lookup: Lookup;
}

/** The branch at `head`. Reads that are made together are fetched together. */
export function takeSnapshot(branch: Branch, objects: Objects, head: string): BranchSnapshot {
  const lookup = async (path: string): Promise<TreeEntry | undefined> => {
    let entry: TreeEntry | undefined = { name: '', mode: '040000', oid: head };
    for (const name of path === '' ? [] : path.split('/')) {
      if (entry?.mode !== '040000') return undefined;
      entry = (await objects.tree(entry.oid)).find((child) => child.name === name);
    }
    return entry;
  };
  const filesBelow = async (directory: string, oid: string): Promise<readonly string[]> => {
    const entries = await objects.tree(oid);
    const paths = entries.map(async (entry) => {
      const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
      if (isFile(entry)) return [path];
      return entry.mode === '040000' ? filesBelow(path, entry.oid) : [];
    });
    return (await Promise.all(paths)).flat();
  };
  return {
    head,
    lookup,
    async read(path) {
      checkPath(path);
      const entry = await lookup(path);
      if (entry === undefined) return undefined;
      if (isFile(entry)) return objects.blob(entry.oid);
      throw new ActionError({
        code: 'UNSAFE_PATH',
        message: `${quote(path)} on ${branch.name} is ${kindOf(entry)}; expected a file.`,
        hint: 'Name a file, or put one there.',
      });
    },
    async list(directory) {
      if (directory !== '') checkPath(directory);
      const entry = await lookup(directory);
      return entry?.mode === '040000' ? [...(await filesBelow(directory, entry.oid))].sort() : [];
    },
    history: (limit = HISTORY_DEPTH) => branch.history(head, Math.min(limit, HISTORY_DEPTH)),
  };
}

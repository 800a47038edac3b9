import { createHash } from 'node:crypto';
import { ActionError, quote } from '@gatehouse/action-kit';
import type { TreeEntry } from './branch.ts';
import { checkPath, directoriesOf } from './paths.ts';

/** One file that a commit changes. */
export type Change =
  | {
      readonly kind: 'write';
      readonly path: string;
      /** That of the file it replaces; `100644` for a new one. */
      readonly mode: '100644' | '100755';
      readonly content: Uint8Array;
    }
  | { readonly kind: 'delete'; readonly path: string };

/** Gives what the base has at a path; `undefined` for nothing. */
export type Lookup = (path: string) => Promise<TreeEntry | undefined>;

/**
 * What has to change so that `files` are on the branch: nothing for a file that is there already.
 * Refuses to write through a link or a submodule, over a directory, or below a file.
 */
export async function planChanges(
  files: ReadonlyMap<string, Uint8Array | string | null>,
  lookup: Lookup,
): Promise<readonly Change[]> {
  const planned = await Promise.all(
    [...files].map(([path, content]) => planFile(path, content, files, lookup)),
  );
  return planned.filter((change) => change !== undefined);
}

async function planFile(
  path: string,
  content: Uint8Array | string | null,
  files: ReadonlyMap<string, unknown>,
  lookup: Lookup,
): Promise<Change | undefined> {
  checkPath(path);
  for (const directory of directoriesOf(path)) {
    if (files.has(directory)) throw unsafe(path, `${quote(directory)} is to be a file as well`);
    const found = await lookup(directory);
    if (found === undefined) break;
    if (found.mode !== '040000') throw unsafe(path, `${quote(directory)} is ${kindOf(found)}`);
  }
  const present = await lookup(path);
  if (present !== undefined && !isFile(present)) throw unsafe(path, `it is ${kindOf(present)}`);
  if (content === null) return present === undefined ? undefined : { kind: 'delete', path };
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  if (present !== undefined && present.oid === blobId(bytes, present.oid.length)) return undefined;
  return { kind: 'write', path, mode: present?.mode === '100755' ? '100755' : '100644', content: bytes };
}

/** Whether the entry is a plain or an executable file. */
export function isFile({ mode }: TreeEntry): boolean {
  return mode === '100644' || mode === '100755';
}

/** What an entry is, in words. */
export function kindOf({ mode }: TreeEntry): string {
  const kinds: Readonly<Record<string, string>> = {
    '040000': 'a directory',
    '120000': 'a symbolic link',
    '160000': 'a submodule',
  };
  return kinds[mode] ?? (/^100/.test(mode) ? 'a file' : `of the unknown mode ${quote(mode)}`);
}

/** The id that git gives to `content`, so that an unchanged file is known without reading the old one. */
export function blobId(content: Uint8Array, length: number): string {
  const hash = createHash(length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${content.length}\0`).update(content).digest('hex');
}

function unsafe(path: string, why: string): ActionError<'UNSAFE_PATH'> {
  return new ActionError({
    code: 'UNSAFE_PATH',
    message: `${quote(path)} cannot be written as a file: ${why}.`,
    hint: 'Write to another path, or change what stands there in a commit of your own first.',
  });
}

import { quote } from '@gatehouse/action-kit';
import { inWorkspace, resolve } from './cargo.ts';
import type { Document, Load } from './document.ts';
import { keyOf } from './key.ts';
import type { LeftOut, Statement } from './statement.ts';
import { isTable, valueAt } from './table.ts';

type Entry = Readonly<Record<string, unknown>>;

/**
 * What a manifest requires of the packages called `names`, in entries of any kind and target: a statement for
 * each with both a path and a version, and why any other is left out. So is one with both for a package that
 * is not among them. Fails with `NO_VERSION`.
 */
export async function readDependencies(
  file: string,
  names: ReadonlySet<string>,
  load: Load,
): Promise<readonly (Statement | LeftOut)[]> {
  const document = await load(file);
  const all: (Statement | LeftOut)[] = [];
  for (const path of entriesOf(document.root)) {
    const entry = await entryAt(document, path, load);
    const name = String(entry.package ?? path.at(-1));
    if (!names.has(name) && !(isLocal(entry) && hasVersion(entry))) continue;
    const why = whyLeftOut(entry, name, names);
    const statement = why === undefined ? await resolve(document, path, load) : undefined;
    if (statement !== undefined) all.push(statement);
    if (why !== undefined) all.push(leftOut(document, path, entry, why));
  }
  return all;
}

/** Why an entry is not compared; `undefined` of one that is. */
function whyLeftOut(entry: Entry, name: string, names: ReadonlySet<string>): string | undefined {
  if (!hasVersion(entry)) return 'it has no version, so it is never published';
  if (!isLocal(entry)) return 'it has no path, so another version may be meant';
  return names.has(name) ? undefined : `the Cargo.toml of ${quote(name)} is not listed`;
}

const hasVersion = (entry: Entry): boolean => entry.version !== undefined;
const isLocal = (entry: Entry): boolean => typeof entry.path === 'string';

function leftOut(document: Document, path: readonly string[], { version }: Entry, why: string): LeftOut {
  const found = typeof version === 'string' ? version : undefined;
  return { file: document.file, place: keyOf(path), line: document.lineOf(path), found, why };
}

const KINDS = [
  'dependencies',
  'dev-dependencies',
  'dev_dependencies',
  'build-dependencies',
  'build_dependencies',
];

/** The paths of all dependency entries. */
function entriesOf(root: unknown): readonly (readonly string[])[] {
  const targets = keysAt(root, ['target']).map((target) => ['target', target]);
  const tables = [[], ...targets].flatMap((above) => KINDS.map((kind) => [...above, kind]));
  return [...tables, ['workspace', 'dependencies']].flatMap((table) =>
    keysAt(root, table).map((name) => [...table, name]),
  );
}

function keysAt(root: unknown, path: readonly string[]): readonly string[] {
  const value = valueAt(root, path);
  return isTable(value) ? Object.keys(value) : [];
}

/** A dependency as a table, that of the workspace where the entry says so. */
async function entryAt(document: Document, path: readonly string[], load: Load): Promise<Entry> {
  const entry = tableOf(valueAt(document.root, path));
  if (entry.workspace !== true) return entry;
  const above = ['workspace', 'dependencies', path.at(-1) ?? ''];
  return tableOf(await inWorkspace(document, load, ({ root }) => valueAt(root, above)));
}

/** `"1.2.3"` is short for a table with that version. */
function tableOf(entry: unknown): Entry {
  if (isTable(entry)) return entry;
  return typeof entry === 'string' ? { version: entry } : {};
}

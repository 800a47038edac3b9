import { posix } from 'node:path';
import { isActionError, quote } from '@gatehouse/action-kit';
import type { Document, Load } from './document.ts';
import { isDependency, requireStatement, type Statement, statementAt } from './statement.ts';
import { isTable, valueAt } from './table.ts';
import { unstated } from './unstated.ts';

const VERSION = ['package', 'version'];
const WORKSPACE_VERSION = ['workspace', 'package', 'version'];

/** The version of a package, and the one that its workspace passes on. Fails with `NO_VERSION`. */
export async function readManifest(file: string, load: Load): Promise<readonly Statement[]> {
  const document = await load(file);
  const own = await resolve(document, VERSION, load);
  const passedOn = statementAt(document, WORKSPACE_VERSION);
  const all = [own, passedOn].filter((statement) => statement !== undefined);
  if (all.length > 0) return all;
  const hint = 'Give the package a version, or list the Cargo.toml that has one.';
  throw unstated('NO_VERSION', 'has neither package.version nor workspace.package.version', hint);
}

/** The statement at a key of a Cargo.toml, taken from the workspace where the entry says so. Fails with `NO_VERSION`. */
export async function resolve(
  document: Document,
  path: readonly string[],
  load: Load,
): Promise<Statement | undefined> {
  const value = valueAt(document.root, path);
  if (!isTable(value) || value.workspace !== true) return statementAt(document, path);
  const section = isDependency(path) ? 'dependencies' : 'package';
  const inherited = ['workspace', section, path.at(-1) ?? ''];
  return inWorkspace(document, load, (root) => requireStatement(root, inherited));
}

/** The name of the package of a Cargo.toml; `undefined` of a workspace without one. */
export function packageName({ root }: Document): string | undefined {
  const name = valueAt(root, ['package', 'name']);
  return typeof name === 'string' ? name : undefined;
}

/** What `take` makes of the manifest of the workspace of `document`, whose faults are reported as its own. Fails with `NO_VERSION`. */
export async function inWorkspace<T>(
  document: Document,
  load: Load,
  take: (root: Document) => T,
): Promise<T> {
  const root = await workspaceOf(document, load);
  try {
    return take(root);
  } catch (error) {
    if (!isActionError(error, 'NO_VERSION')) throw error;
    throw unstated(error.code, `inherits from ${quote(root.file)}, which ${error.message}`, error.hint ?? '');
  }
}

/** The root of the workspace as cargo finds it: `package.workspace`, or the nearest one upwards. */
async function workspaceOf(document: Document, load: Load): Promise<Document> {
  const { file, root } = document;
  if (isTable(valueAt(root, ['workspace']))) return document;
  const named = valueAt(root, ['package', 'workspace']);
  for (const candidate of typeof named === 'string'
    ? [posix.join(posix.dirname(file), named)]
    : above(file)) {
    const found = await loadManifest(posix.join(candidate, 'Cargo.toml'), load);
    if (found !== undefined && isTable(valueAt(found.root, ['workspace']))) return found;
  }
  const hint = 'Check out the whole workspace, or write the version into the file.';
  throw unstated('NO_VERSION', 'inherits from a workspace, and none is found', hint);
}

/** The folders above that of `file`, the nearest first, down to the root of the checkout. */
function above(file: string): readonly string[] {
  const folders = posix.dirname(file).split('/');
  return file.includes('/')
    ? folders.map((_, at) => folders.slice(0, folders.length - 1 - at).join('/') || '.')
    : [];
}

/** A manifest that another one leads to; `undefined` where there is none. */
async function loadManifest(file: string, load: Load): Promise<Document | undefined> {
  try {
    return await load(file);
  } catch (error) {
    if (isActionError(error, 'NO_FILE')) return undefined;
    if (!isActionError(error, 'NOT_READABLE')) throw error;
    throw unstated(error.code, `may inherit from ${quote(file)}, which ${error.message}`, error.hint ?? '');
  }
}

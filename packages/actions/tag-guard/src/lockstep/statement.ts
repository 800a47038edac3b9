import { quote } from '@gatehouse/action-kit';
import type { Document } from './document.ts';
import { keyOf } from './key.ts';
import type { Spelling } from './spelling.ts';
import { isTable, valueAt } from './table.ts';
import { unstated } from './unstated.ts';

/** What a file says about the version. */
export interface Statement {
  /** Its path in the workspace. */
  readonly file: string;
  /** The key, the name or the pattern. */
  readonly place: string;
  /** From 1; `undefined` where it is not known. */
  readonly line: number | undefined;
  readonly found: string;
  readonly spelling: Spelling;
}

/** An entry that may state another version, and is not compared. */
export interface LeftOut extends Pick<Statement, 'file' | 'place' | 'line'> {
  /** The version that it names, if any. */
  readonly found: string | undefined;
  /** A sentence without a full stop. */
  readonly why: string;
}

/** The statement at a key of `document`; `undefined` where it has no such key. Fails with `NO_VERSION`. */
export function statementAt(document: Document, path: readonly string[]): Statement | undefined {
  const { file, root } = document;
  const value = valueAt(root, path);
  if (value === undefined) return undefined;
  const place = keyOf(path);
  if (typeof value === 'string') {
    return { file, place, line: document.lineOf(path), found: value, spelling: spellingOf(file, path) };
  }
  if (isTable(value) && 'version' in value) return statementAt(document, [...path, 'version']);
  if (isTable(value) && ('path' in value || 'git' in value)) {
    throw unstated(
      'NO_VERSION',
      `has no version at ${quote(place)}, but a place`,
      'Add version, or take the key off the list.',
    );
  }
  throw unstated(
    'NO_VERSION',
    `has ${quote(value)} at ${quote(place)}`,
    'List a key whose value is a version.',
  );
}

/** The statement at a key that must be there; fails with `NO_VERSION`. */
export function requireStatement(document: Document, path: readonly string[]): Statement {
  const statement = statementAt(document, path);
  if (statement !== undefined) return statement;
  throw unstated('NO_VERSION', `has no ${quote(keyOf(path))}`, 'Correct the key, or the file.');
}

/** Whether a key is below a table of dependencies, whatever their kind or target. */
export function isDependency(path: readonly string[]): boolean {
  return path.slice(0, -1).some((key) => /dependencies$/i.test(key));
}

function spellingOf(file: string, path: readonly string[]): Spelling {
  const name = file.slice(file.lastIndexOf('/') + 1);
  if (name === 'pyproject.toml') return 'python';
  if (isDependency(path)) return 'requirement';
  return name === 'Cargo.toml' || name.endsWith('.json') ? 'semver' : 'either';
}

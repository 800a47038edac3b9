import type { Document } from './document.ts';
import { type Statement, statementAt } from './statement.ts';
import { valueAt } from './table.ts';
import { unstated } from './unstated.ts';

/** `project.version`, and Poetry's own. Fails with `NO_VERSION`. */
export function readPyproject(document: Document): readonly Statement[] {
  const places = [
    ['project', 'version'],
    ['tool', 'poetry', 'version'],
  ];
  const found = places.flatMap((place) => statementAt(document, place) ?? []);
  if (found.length > 0) return found;
  const dynamic = valueAt(document.root, ['project', 'dynamic']);
  if (Array.isArray(dynamic) && dynamic.includes('version')) {
    const hint =
      'List the file that the build takes it from instead, such as __init__.py, or the Cargo.toml of maturin; a version taken from the tag needs no check.';
    throw unstated('NO_VERSION', 'leaves the version to the build (project.dynamic)', hint);
  }
  const hint = 'Give the project a version, or take the file off the list.';
  throw unstated('NO_VERSION', 'has neither project.version nor tool.poetry.version', hint);
}

const ASSIGNMENT = /^[ \t]*(?:\w+[ \t]*=[ \t]*)*__version__[ \t]*(?::[^=\n]*)?=(?!=).*$/gm;
/** `__version__ = version = "1.2.3"  # note`, with a type or without. */
const LITERAL =
  /^(?:\w+[ \t]*=[ \t]*)*__version__[ \t]*(?::[^=]*)?=[ \t]*(?:\w+[ \t]*=[ \t]*)*(["'])([^"'\\]+)\1[ \t]*(?:#.*)?$/;

/** The one literal `__version__ = "…"` of a Python file. Fails with `NO_VERSION`. */
export function readPythonVersion(file: string, text: string): Statement {
  const assignments = [...text.replaceAll('\r', '').matchAll(ASSIGNMENT)];
  const [only] = assignments;
  if (only === undefined || assignments.length > 1) {
    const found = only === undefined ? 'no assignment' : `${assignments.length} assignments`;
    throw unstated(
      'NO_VERSION',
      `has ${found} to __version__, where one is expected`,
      'Keep one literal assignment.',
    );
  }
  const [, , literal] = LITERAL.exec(only[0]) ?? [];
  const line = only.input.slice(0, only.index).split('\n').length;
  if (literal === undefined) {
    const hint = 'Write it as a text, or list the file that it comes from instead.';
    throw unstated('NO_VERSION', `has no literal __version__ = "…" at line ${line}`, hint);
  }
  return { file, place: '__version__', line, found: literal, spelling: 'python' };
}

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

import { readManifest, resolve } from './cargo.ts';
import { readChangelog } from './changelog.ts';
import { readDependencies } from './dependencies.ts';
import type { Document, Load } from './document.ts';
import type { Listed } from './listed.ts';
import { readPattern } from './pattern.ts';
import { readPyproject } from './pyproject.ts';
import { readPythonVersion } from './python.ts';
import { type LeftOut, requireStatement, type Statement } from './statement.ts';
import type { Workspace } from './workspace.ts';

/** What the readers of files need. */
export interface LockstepFiles {
  readonly workspace: Workspace;
  readonly load: Load;
}

/**
 * Everything that a line of the list leads to; `names` are the packages that are released together, of which
 * `undefined` leaves all dependencies alone. Never without a statement: fails with one of the codes of
 * `unstated`.
 */
export async function readListed(
  listed: Listed,
  names: ReadonlySet<string> | undefined,
  { workspace, load }: LockstepFiles,
): Promise<readonly (Statement | LeftOut)[]> {
  const { file } = listed;
  switch (listed.kind) {
    case 'known':
      return await readKnown(listed, names, { workspace, load });
    case 'key':
      return [await readKey(await load(file), listed.key, load)];
    case 'pattern':
      return readPattern(file, await workspace.read(file), listed.pattern);
    default:
      return listed satisfies never;
  }
}

async function readKey(document: Document, key: readonly string[], load: Load): Promise<Statement> {
  const isCargo = /(^|\/)Cargo\.toml$/.test(document.file);
  return (isCargo ? await resolve(document, key, load) : undefined) ?? requireStatement(document, key);
}

async function readKnown(
  { file, known }: Extract<Listed, { kind: 'known' }>,
  names: ReadonlySet<string> | undefined,
  { workspace, load }: LockstepFiles,
): Promise<readonly (Statement | LeftOut)[]> {
  switch (known) {
    case 'cargo': {
      const own = await readManifest(file, load);
      return names === undefined ? own : [...own, ...(await readDependencies(file, names, load))];
    }
    case 'pyproject':
      return readPyproject(await load(file));
    case 'package':
      return [requireStatement(await load(file), ['version'])];
    case 'package-lock':
      return readLock(await load(file));
    case 'python':
      return [readPythonVersion(file, await workspace.read(file))];
    case 'changelog':
      return [readChangelog(file, await workspace.read(file))];
    default:
      return known satisfies never;
  }
}

/** npm writes the version of the package twice, and a merge may mend only one of them. */
function readLock(document: Document): readonly Statement[] {
  const places = [['version'], ['packages', '', 'version']];
  return places.map((place) => requireStatement(document, place));
}

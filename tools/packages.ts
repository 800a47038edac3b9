import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { repositoryRoot } from './repository.ts';

/** A workspace of this repository. */
export interface Package {
  readonly name: string;
  readonly kind: 'action' | 'lib' | 'cli';
  readonly folder: string;
  /** The names under `dependencies` of its package.json. */
  readonly dependencies: readonly string[];
  /** The names under `devDependencies`, its own and those of the root. */
  readonly devDependencies: readonly string[];
  readonly files: readonly SourceFile[];
}

/** A TypeScript file of a package. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Whether it stands in `src`; the others are tests. */
  readonly shipped: boolean;
  /** The module specifiers of its imports and re-exports, `import()` among them. */
  readonly imports: readonly string[];
}

/** Every package under `packages/`, with its source files. */
export function listPackages(): readonly Package[] {
  const parents = [
    ['packages/actions', 'action'],
    ['packages/libs', 'lib'],
    ['packages', 'cli'],
  ] as const;
  return parents.flatMap(([parent, kind]) =>
    readdirSync(join(repositoryRoot, parent))
      .map((name) => join(repositoryRoot, parent, name))
      .filter((folder) => existsSync(join(folder, 'package.json')))
      .map((folder) => readPackage(folder, kind)),
  );
}

/** The name of the package that a module specifier means: `yaml` for `yaml/util`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function readPackage(folder: string, kind: Package['kind']): Package {
  const manifest = readManifest(folder);
  const root = readManifest(repositoryRoot);
  const files = ['src', 'test'].flatMap((room) => sourceFiles(join(folder, room), room === 'src'));
  return {
    name: manifest.name,
    kind,
    folder,
    dependencies: Object.keys(manifest.dependencies ?? {}),
    devDependencies: Object.keys({ ...root.devDependencies, ...manifest.devDependencies }),
    files,
  };
}

/** What this repository reads of a package.json. */
interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function sourceFiles(folder: string, shipped: boolean): readonly SourceFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('fixtures'))
    .map((name) => {
      const path = join(folder, name);
      const text = readFileSync(path, 'utf8');
      const imports = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
      return { path, text, shipped, imports };
    });
}

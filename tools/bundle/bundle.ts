import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { SCHEMA_FILE } from '../evidence/schema.ts';
import { listActions, repositoryRoot } from '../repository.ts';
import { archive, type FileTree } from './archive.ts';
import { HEAVY_PACKAGES } from './budget.ts';
import { compile } from './compile.ts';
import { type BundledPackage, bundledPackages, licencesText } from './licences.ts';
import { lightOutputs, type Outputs, type Weights, weighEntries } from './weights.ts';

/** Where the release is put when nothing else is asked for. */
export const releaseFolder = join(repositoryRoot, 'release');

export interface BundleOptions {
  /** The checkout to build from; this repository when left out. */
  readonly root?: string;
  /** The folder that will hold the release and nothing else; `release` in the root when left out. */
  readonly outDir?: string;
}

/** A release on disk. */
export interface Bundle {
  readonly outDir: string;
  readonly files: FileTree;
  readonly weights: Weights;
  readonly packages: readonly BundledPackage[];
  /** What the bundler read, relative to the root. */
  readonly sources: readonly string[];
}

/**
 * Builds the lean tree that a release commit holds: each action's `action.yml`, README and
 * evidence schema, the shared `dist/`, and the licences. A tree that is already there with the same bytes is left alone.
 */
export async function bundle({
  root = repositoryRoot,
  outDir = join(root, 'release'),
}: BundleOptions = {}): Promise<Bundle> {
  const actions = listActions(root);
  const names = actions.map(({ name }) => name);
  const { files: compiled, metafile } = await compile(root, actions);
  const contents = new Map(compiled.map((file) => [`dist/${basename(file.path)}`, file.contents]));
  const treeOf = (outputs: Outputs): FileTree =>
    releaseTree(root, names, outputs, (path) => contents.get(path) ?? new Uint8Array());
  const files = treeOf(metafile.outputs);
  await put(outDir, files);
  const light = treeOf(lightOutputs(metafile.outputs, names, HEAVY_PACKAGES));
  const weights = {
    entries: weighEntries(metafile.outputs, files, names),
    archive: archive(files).length,
    codeWithoutHeavy: archive(codeIn(light)).length,
  };
  const packages = bundledPackages(root, metafile.outputs);
  return { outDir, files, weights, packages, sources: Object.keys(metafile.inputs) };
}

/** The files of a release whose `dist/` holds `outputs`. */
function releaseTree(
  root: string,
  actions: readonly string[],
  outputs: Outputs,
  contentOf: (output: string) => Uint8Array,
): FileTree {
  const read = (path: string) => readFileSync(join(root, path));
  return new Map<string, Uint8Array>([
    ...actions
      .flatMap((name) => [`${name}/action.yml`, `${name}/README.md`, `${name}/${SCHEMA_FILE}`])
      .filter((path) => !path.endsWith(SCHEMA_FILE) || existsSync(join(root, 'packages/actions', path)))
      .map((path) => [path, read(`packages/actions/${path}`)] as const),
    ...Object.keys(outputs).map((path) => [path, contentOf(path)] as const),
    ...callableWorkflows(root).map((path) => [path, read(path)] as const),
    ['LICENSE', read('LICENSE')],
    ['THIRD-PARTY-LICENSES.txt', Buffer.from(licencesText(bundledPackages(root, outputs)))],
    // Node takes the form of a `.js` file from the nearest package.json.
    ['package.json', Buffer.from('{"type":"module"}\n')],
  ]);
}

/** What a step can load: no pages for people, and no workflows, which GitHub reads itself. */
function codeIn(files: FileTree): FileTree {
  return new Map([...files].filter(([path]) => /^dist\/|\/action\.yml$/.test(path)));
}

/** Replaces `outDir` as a whole, so that nobody who runs a built action meets half a release. */
async function put(outDir: string, files: FileTree): Promise<void> {
  if (await holds(outDir, files)) return;
  const next = `${outDir}.${process.pid}.next`;
  const previous = `${outDir}.${process.pid}.previous`;
  for (const [path, content] of files) {
    await mkdir(dirname(join(next, path)), { recursive: true });
    await writeFile(join(next, path), content);
  }
  await rename(outDir, previous).catch(() => undefined);
  await rename(next, outDir);
  await rm(previous, { recursive: true, force: true });
}

async function holds(outDir: string, files: FileTree): Promise<boolean> {
  const entries = await readdir(outDir, { recursive: true, withFileTypes: true }).catch(() => []);
  if (entries.filter((entry) => entry.isFile()).length !== files.size) return false;
  for (const [path, content] of files) {
    const found = await readFile(join(outDir, path)).catch(() => undefined);
    if (found === undefined || !found.equals(content)) return false;
  }
  return true;
}

/** The generated workflows that others call; their `$/<action>` is the action beside them in the release. */
function callableWorkflows(root: string): readonly string[] {
  const folder = join('.github', 'workflows');
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder))
    .sort()
    .map((file) => `.github/workflows/${file}`)
    .filter((path) => /^ {2}workflow_call:/m.test(readFileSync(join(root, path), 'utf8')));
}

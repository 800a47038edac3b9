import { glob } from 'node:fs/promises';
import { ActionError, type Log, quote, quoteList } from '@gatehouse/action-kit';
import { readText } from '@gatehouse/text-source';
import {
  assetKind,
  isArch,
  isPlatform,
  isPlatformVersion,
  isVersion,
  keyOf,
  lint,
} from '@gatehouse/version-manifest';

/** What one's own manifests list already. */
export interface Published {
  readonly keys: ReadonlySet<string>;
  /** How many manifests were read. */
  readonly manifests: number;
  /** How many files do not count, because no key can be made of them or they are no archive. */
  readonly damaged: number;
  /** The manifests that `manifest-merge` would not write on, because the lint finds errors in them. */
  readonly unsound: readonly UnsoundManifest[];
}

/** A manifest in which the lint finds errors. */
export interface UnsoundManifest {
  readonly path: string;
  readonly errors: number;
  /** The first error, with its place in the manifest. */
  readonly first: string;
}

/**
 * Reads the manifests that `patterns` (paths or globs) name. A glob may match nothing, as in the first
 * run; a plain path must be there. Fails with `BAD_MANIFEST`, which names every file that is not one.
 */
export async function readPublished(patterns: readonly string[], log: Log): Promise<Published> {
  const paths = new Set((await Promise.all(patterns.map((pattern) => expand(pattern, log)))).flat());
  const keys = new Set<string>();
  const unsound: UnsoundManifest[] = [];
  const bad: string[] = [];
  let damaged = 0;
  for (const path of paths) {
    const text = await readText(path);
    const listed = fileKeys(text);
    if (listed === undefined) bad.push(path);
    for (const key of listed ?? []) {
      if (key === undefined) damaged++;
      else keys.add(key);
    }
    unsound.push(...errorsIn(path, text));
  }
  if (bad.length > 0) throw noManifest(bad);
  if (damaged > 0) {
    log.warning(`Ignored ${damaged} entries in the published manifests: damaged, or not archives.`);
  }
  for (const { path, errors, first } of unsound.slice(0, SHOWN)) {
    log.warning(`The published manifest ${quote(path)} has ${errors} errors. The first: ${first}`);
  }
  return { keys, manifests: paths.size, damaged, unsound };
}

/** So many manifests are named in the log; the evidence names more. */
const SHOWN = 20;

/** The errors that `manifest-merge` finds in the same file, by the same lint. */
function errorsIn(path: string, text: string): readonly UnsoundManifest[] {
  const errors = lint(text).findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return [];
  return [{ path, errors: errors.length, first: `${first.path} ${first.message}`.trim() }];
}

async function expand(pattern: string, log: Log): Promise<readonly string[]> {
  if (!/[*?[{]/.test(pattern)) return [pattern];
  const paths = (await Array.fromAsync(glob(pattern))).sort();
  if (paths.length === 0)
    log.warning(`"published" matches no file: ${quote(pattern)}. Nothing counts as published.`);
  return paths;
}

/**
 * The key of each file, `undefined` where the fields make none: such a file is never found by anyone.
 * `undefined` as a whole for a text that is no list of versions.
 */
function fileKeys(text: string): readonly (string | undefined)[] | undefined {
  try {
    const manifest: readonly { version: unknown; files: readonly unknown[] }[] = JSON.parse(text);
    return manifest.flatMap(({ version, files }) => files.map((file) => keyOfFile(version, Object(file))));
  } catch {
    return undefined;
  }
}

function noManifest(paths: readonly string[]): ActionError<'BAD_MANIFEST'> {
  return new ActionError({
    code: 'BAD_MANIFEST',
    message: `Found ${paths.length} published manifests that are not a list of versions with their files: ${quoteList(paths, SHOWN)}.`,
    hint: 'Repair the files, or name others in "published".',
  });
}

function keyOfFile(version: unknown, file: Readonly<Record<string, unknown>>): string | undefined {
  const { filename, arch, platform, platform_version } = file;
  const usable =
    is(isVersion, version) &&
    is(isArch, arch) &&
    is(isPlatform, platform) &&
    is((name) => assetKind(name).kind === 'archive', filename) &&
    // `null` is what some writers put where the format leaves the key out.
    (platform_version === undefined || platform_version === null || is(isPlatformVersion, platform_version));
  return usable
    ? keyOf({ version, platform, arch, ...(platform_version ? { platform_version } : {}) })
    : undefined;
}

const is = (test: (text: string) => boolean, value: unknown): value is string =>
  typeof value === 'string' && test(value);

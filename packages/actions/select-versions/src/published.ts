import { glob } from 'node:fs/promises';
import { ActionError, type Log, quote } from '@gatehouse/action-kit';
import { readText } from '@gatehouse/text-source';
import {
  assetKind,
  isArch,
  isPlatform,
  isPlatformVersion,
  isVersion,
  keyOf,
} from '@gatehouse/version-manifest';

/** What one's own manifests list already. */
export interface Published {
  readonly keys: ReadonlySet<string>;
  /** How many manifests were read. */
  readonly manifests: number;
  /** How many files do not count, because no key can be made of them or they are no archive. */
  readonly damaged: number;
}

/**
 * Reads the manifests that `patterns` (paths or globs) name. A glob may match nothing, as in the first
 * run; a plain path must be there.
 */
export async function readPublished(patterns: readonly string[], log: Log): Promise<Published> {
  const keys = new Set<string>();
  let damaged = 0;
  const paths = (await Promise.all(patterns.map((pattern) => expand(pattern, log)))).flat();
  for (const path of new Set(paths)) {
    for (const key of fileKeys(await readText(path), path)) {
      if (key === undefined) damaged++;
      else keys.add(key);
    }
  }
  if (damaged > 0) {
    log.warning(
      `${damaged} files in the published manifests are damaged or no archives, and do not count as published.`,
    );
  }
  return { keys, manifests: new Set(paths).size, damaged };
}

async function expand(pattern: string, log: Log): Promise<readonly string[]> {
  if (!/[*?[{]/.test(pattern)) return [pattern];
  const paths = (await Array.fromAsync(glob(pattern))).sort();
  if (paths.length === 0)
    log.warning(`"published" matches no file: ${quote(pattern)}. Nothing counts as published.`);
  return paths;
}

/** The key of each file, `undefined` where the fields make none: such a file is never found by anyone. */
function fileKeys(text: string, path: string): readonly (string | undefined)[] {
  try {
    const manifest: readonly { version: unknown; files: readonly unknown[] }[] = JSON.parse(text);
    return manifest.flatMap(({ version, files }) => files.map((file) => keyOfFile(version, Object(file))));
  } catch (cause) {
    throw new ActionError({
      code: 'BAD_MANIFEST',
      message: `The published manifest ${quote(path)} is no list of versions with their files.`,
      hint: 'Repair the file, or name another one in "published".',
      cause,
    });
  }
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

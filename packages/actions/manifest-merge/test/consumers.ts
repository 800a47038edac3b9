import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { findFromManifest, type IToolRelease } from '@actions/tool-cache';
import type { Manifest } from '@gatehouse/version-manifest';

/** A machine on which somebody runs `actions/setup-python`. */
export interface Machine {
  readonly platform: string;
  /** What `/etc/os-release` says. */
  readonly platform_version?: string | undefined;
  readonly arch: string;
}

interface Internals {
  readonly _internal: { readLinuxVersionFile: () => string };
}

/**
 * What the real consumer finds for `spec` on a machine: `@actions/tool-cache` asks Node for the platform
 * and reads a file for its version, so both are made to answer for that machine.
 */
export async function resolveOn(
  { platform, platform_version = '0.0', arch }: Machine,
  manifest: Manifest,
  spec: string,
): Promise<IToolRelease | undefined> {
  const module = new URL('manifest.js', import.meta.resolve('@actions/tool-cache'));
  const { _internal }: Internals = await import(module.href);
  const real = [os.platform, _internal.readLinuxVersionFile, process.stdout.write] as const;
  const answer = ([platformOf, read, write]: typeof real) => {
    os.platform = platformOf;
    _internal.readLinuxVersionFile = read;
    process.stdout.write = write;
    syncBuiltinESMExports();
  };
  const osRelease = `ID=ubuntu\nVERSION_ID="${platform_version}"\n`;
  // It also writes a debug line for every version that it looks at.
  answer([() => platform as NodeJS.Platform, () => osRelease, () => true]);
  try {
    return await findFromManifest(spec, false, manifest as unknown as IToolRelease[], arch);
  } finally {
    answer(real);
  }
}

/**
 * Whether `setup-python` takes a manifest at all: a list that is not empty, each version with a text, a
 * boolean and a list of files, each file with four texts. Anything else makes it fail for every version.
 */
export function isAccepted(manifest: unknown): boolean {
  return Array.isArray(manifest) && manifest.length > 0 && manifest.every(isVersion);
}

function isVersion(entry: Readonly<Record<string, unknown>> | null): boolean {
  return (
    typeof entry?.version === 'string' &&
    typeof entry.stable === 'boolean' &&
    Array.isArray(entry.files) &&
    entry.files.every((file) =>
      ['filename', 'platform', 'arch', 'download_url'].every((field) => typeof file?.[field] === 'string'),
    )
  );
}

import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { findFromManifest, type IToolRelease } from '@actions/tool-cache';

/** A manifest, as its readers take it. */
export type Manifest = IToolRelease[];

/** The module behind `findFromManifest`, with the seam that its own tests use. */
const { _internal: system } = (await import(
  new URL('manifest.js', import.meta.resolve('@actions/tool-cache')).href
)) as { readonly _internal: { readLinuxVersionFile: () => string } };

/** A machine that looks for an interpreter. */
export interface Machine {
  readonly version: string;
  readonly arch: string;
  /** As Node calls it. */
  readonly platform: string;
  /** Of Ubuntu, such as `24.04`. */
  readonly platformVersion: string;
}

/**
 * Asks the code that `setup-python` uses where it would download from, as if on `machine`;
 * `undefined` when it finds nothing.
 */
export async function resolve(
  manifest: Manifest,
  { version, arch, platform, platformVersion }: Machine,
): Promise<string | undefined> {
  const real = [os.platform, system.readLinuxVersionFile, process.stdout.write] as const;
  const answer = ([platformOf, read, write]: typeof real) => {
    os.platform = platformOf;
    system.readLinuxVersionFile = read;
    process.stdout.write = write;
    syncBuiltinESMExports();
  };
  const release = `DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=${platformVersion}\n`;
  // It tells a runner about every version that it looks at, which is no part of this story.
  answer([() => platform as NodeJS.Platform, () => release, () => true]);
  try {
    const found = await findFromManifest(version, false, manifest, arch);
    return found?.files[0]?.download_url;
  } finally {
    answer(real);
  }
}

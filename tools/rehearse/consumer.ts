import { findFromManifest, type IToolRelease } from '@actions/tool-cache';

/** The module behind `findFromManifest`, with the seam that its own tests use. */
const { _internal: system } = (await import(
  new URL('manifest.js', import.meta.resolve('@actions/tool-cache')).href
)) as { readonly _internal: { readLinuxVersionFile: () => string } };

/** A machine that looks for an interpreter. */
export interface Machine {
  readonly version: string;
  readonly arch: string;
  /** Of Ubuntu, such as `24.04`. */
  readonly platformVersion: string;
}

/**
 * Asks the code that `setup-python` uses where it would download from, as if on `machine`;
 * `undefined` when it finds nothing.
 */
export async function resolve(
  manifest: IToolRelease[],
  { version, arch, platformVersion }: Machine,
): Promise<string | undefined> {
  const { readLinuxVersionFile } = system;
  const { write } = process.stdout;
  system.readLinuxVersionFile = () => `DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=${platformVersion}\n`;
  // It tells a runner about every version that it looks at, which is no part of this story.
  process.stdout.write = () => true;
  try {
    const found = await findFromManifest(version, false, manifest, arch);
    return found?.files[0]?.download_url;
  } finally {
    process.stdout.write = write;
    system.readLinuxVersionFile = readLinuxVersionFile;
  }
}

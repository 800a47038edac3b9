import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';

/** How large an upload may be. */
export interface CrateLimits {
  /** Bytes of the `.crate`. */
  readonly packed: number;
  /** Bytes of all its files. */
  readonly unpacked: number;
  readonly entries: number;
}

/** The limits of crates.io. */
export const CRATES_IO_LIMITS: CrateLimits = {
  packed: 10 * 1024 * 1024,
  unpacked: 512 * 1024 * 1024,
  entries: 10_000,
};

/** Why a registry refuses a `.crate`, or `undefined` when it takes it. */
export async function crateProblem(
  bytes: Buffer,
  prefix: string,
  limits: CrateLimits,
): Promise<string | undefined> {
  if (bytes.length > limits.packed) return `max upload size is: ${limits.packed}`;
  const manifest = `${prefix}/Cargo.toml`;
  let problem: string | undefined;
  let entries = 0;
  let unpacked = 0;
  let manifests = 0;
  const unpack = extract();
  unpack.on('entry', ({ name, type, size = 0 }, stream, next) => {
    entries += 1;
    unpacked += size;
    if (name === manifest) manifests += 1;
    problem ??=
      entries > limits.entries
        ? 'too many entries in the tarball'
        : unpacked > limits.unpacked
          ? 'uploaded tarball is malformed or too large when decompressed'
          : type !== 'file' && type !== 'directory'
            ? `unexpected symlink or hard link found: ${name}`
            : !name.startsWith(`${prefix}/`) || name.split('/').includes('..')
              ? `invalid path found: ${name}`
              : undefined;
    // The entry breaks with the archive; the pipeline reports it.
    stream.on('error', () => {});
    if (problem !== undefined) unpack.destroy(new Error(problem));
    else stream.on('end', next).resume();
  });
  try {
    await pipeline(Readable.from([bytes]), createGunzip(), unpack);
  } catch {
    return problem ?? 'uploaded tarball is malformed or too large when decompressed';
  }
  return manifests === 1 ? undefined : `uploaded tarball has ${manifests} Cargo.toml`;
}

/** A full version as the catalogue has it: `v7.0.1`, `1.2.3-rc.1`. */
export const FULL_VERSION = /^v?\d+\.\d+\.\d+(-[\w.]+)?$/;
/** A full commit id. */
export const FULL_COMMIT = /^[0-9a-f]{40}$/;

/** A version without a pre-release, by its numbers. */
export interface StableVersion {
  readonly tag: string;
  readonly numbers: readonly [major: number, minor: number, patch: number];
}

/** Reads `v7.0.1`; `undefined` for a pre-release and for what is no full version. */
export function stableVersion(tag: string): StableVersion | undefined {
  const [, major, minor, patch] = /^v?(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/.exec(tag) ?? [];
  if (patch === undefined) return undefined;
  return { tag, numbers: [Number(major), Number(minor), Number(patch)] };
}

/** Sorts the newest version first. */
export function newestFirst(versions: readonly StableVersion[]): readonly StableVersion[] {
  return versions.toSorted(({ numbers: one }, { numbers: other }) => {
    const index = one.findIndex((number, place) => number !== other[place]);
    return index < 0 ? 0 : (other[index] ?? 0) - (one[index] ?? 0);
  });
}

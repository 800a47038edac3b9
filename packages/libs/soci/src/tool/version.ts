/** Which release a build is, or comes after. */
export interface Version {
  readonly numbers: readonly [number, number, number];
  /** Whether it comes before the release of its numbers, as `1.0.0-rc.1` does. */
  readonly stage: 'before' | 'release';
}

/**
 * Reads `0.15.0`, `v0.15.0`, and what `git describe` calls a build that is some commits after a release
 * (`v0.15.0-12-g1a2b3c4`, `.m` behind a changed tree), which counts as that release. `undefined` for anything else.
 */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch, rest = ''] =
    /^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})([-+.][\w.+-]*)?$/.exec(text) ?? [];
  if (major === undefined) return undefined;
  const isRelease = /^(-\d+-g[0-9a-f]+)?(\.m)?(\+[\w.-]+)?$/.test(rest);
  return {
    numbers: [Number(major), Number(minor), Number(patch)],
    stage: isRelease ? 'release' : 'before',
  };
}

/** Negative where `one` comes before `other`. */
export function compareVersions(one: Version, other: Version): number {
  for (const [index, number] of one.numbers.entries()) {
    const difference = number - (other.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  const rank = { before: 0, release: 1 };
  return rank[one.stage] - rank[other.stage];
}

/** A version of SemVer 2.0.0. Its numbers are texts, for they may have more digits than a double holds. */
export interface Version {
  /** `1.2.3` or `1.2.3-rc.1`. */
  readonly text: string;
  readonly major: string;
  readonly minor: string;
  readonly patch: string;
  /** `rc.1`; empty for a release. */
  readonly preRelease: string;
}

/** Why a text is no version that is released. */
export type VersionRefusal = 'not-semver' | 'leading-zero' | 'build-metadata';

export type VersionReading =
  | { readonly kind: 'version'; readonly version: Version }
  | { readonly kind: 'refused'; readonly code: VersionRefusal };

// Without the flag `u`, `\d` means the ten ASCII digits, and `$` without `m` the very end.
const NUMBER = '(0|[1-9]\\d*)';
const IDENTIFIER = '(?:0|[1-9]\\d*|\\d*[A-Za-z-][0-9A-Za-z-]*)';
const BUILD = '[0-9A-Za-z-]+';
const SEMVER = new RegExp(
  `^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-(${IDENTIFIER}(?:\\.${IDENTIFIER})*))?(\\+${BUILD}(?:\\.${BUILD})*)?$`,
);
/**
 * Reads `MAJOR.MINOR.PATCH[-PRERELEASE]` to the letter of https://semver.org. Build metadata is refused:
 * crates.io takes two versions that differ in nothing else for one, and PyPI takes none of them.
 */
export function readVersion(text: string): VersionReading {
  const [, major, minor, patch, preRelease = '', build] = SEMVER.exec(text) ?? [];
  if (major === undefined || minor === undefined || patch === undefined) {
    return { kind: 'refused', code: hasLeadingZero(text) ? 'leading-zero' : 'not-semver' };
  }
  if (build !== undefined) return { kind: 'refused', code: 'build-metadata' };
  return { kind: 'version', version: { text, major, minor, patch, preRelease } };
}

/** Whether `text` has the outline of a version, and such a number before its build metadata. */
function hasLeadingZero(text: string): boolean {
  const [version = ''] = text.split('+');
  return /^\d+\.\d+\.\d+(-|$)/.test(version) && version.split(/[.-]/).some((part) => /^0\d+$/.test(part));
}

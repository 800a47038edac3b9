import { quote } from '@gatehouse/action-kit/quote';
import SemVer from 'semver/classes/semver.js';

/** A parsed version; `version` is its text. Build metadata is always empty. */
export type Version = SemVer;

export type VersionReading =
  | { readonly kind: 'version'; readonly version: Version }
  | {
      readonly kind: 'refused';
      readonly code: 'build-metadata' | 'not-semver';
      /** What was found, what was expected, what to do. */
      readonly message: string;
    };

/** Longer texts are no version of anything that is released, and would not fit into a file name. */
const MAX_LENGTH = 64;
/** Fifteen digits stay exact in a double, so versions of equal precedence have equal texts. */
const NUMBER = '(?:0|[1-9]\\d{0,14})';
const IDENTIFIER = `(?:${NUMBER}|\\d*[A-Za-z-][0-9A-Za-z-]*)`;
const STRICT = new RegExp(`^${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-${IDENTIFIER}(?:\\.${IDENTIFIER})*)?$`);

/** Whether `text` is a version as {@link readVersion} takes it. */
export function isVersion(text: string): boolean {
  return text.length <= MAX_LENGTH && STRICT.test(text);
}

/** Reads `MAJOR.MINOR.PATCH[-PRERELEASE]`, SemVer 2.0.0 to the letter (https://semver.org). */
export function readVersion(text: string): VersionReading {
  if (isVersion(text)) return { kind: 'version', version: new SemVer(text) };
  const plus = text.indexOf('+');
  if (plus > 0 && isVersion(text.slice(0, plus))) {
    return {
      kind: 'refused',
      code: 'build-metadata',
      message: `The version ${quote(text)} has build metadata, which SemVer ignores when it orders: it would stand in conflict with ${quote(text.slice(0, plus))}. Leave out ${quote(text.slice(plus))}.`,
    };
  }
  return {
    kind: 'refused',
    code: 'not-semver',
    message: `The version is ${quote(text)}: ${mistakeIn(text)}`,
  };
}

/** Whether a version text, known to be strict, is a release and no pre-release. */
export function isStable(version: string): boolean {
  return !version.includes('-');
}

/** The order of SemVer: below zero where `a` comes before `b`. `rc.10` comes after `rc.2`. */
export function compareVersions(a: Version, b: Version): -1 | 0 | 1 {
  return a.compare(b);
}

/**
 * A new list, latest version first; all versions must be strict. Numbers are read once for each item,
 * and pre-releases only where the numbers are equal: a million items stay a matter of a second.
 */
export function sortDescending<T extends { readonly version: string }>(items: Iterable<T>): T[] {
  return Array.from(items, numbered)
    .sort(
      (a, b) =>
        b.major - a.major || b.minor - a.minor || b.patch - a.patch || comparePreReleases(b.item, a.item),
    )
    .map(({ item }) => item);
}

function numbered<T extends { readonly version: string }>(item: T) {
  const [major, minor, patch = ''] = item.version.split('.', 3);
  return { item, major: Number(major), minor: Number(minor), patch: Number.parseInt(patch, 10) };
}

function comparePreReleases(a: { readonly version: string }, b: { readonly version: string }): number {
  return a.version === b.version ? 0 : new SemVer(a.version).compare(b.version);
}

const PEP440 = /^(\d+(?:\.\d+){1,2})(a|b|rc)(\d+)$/;
const WORDS: Readonly<Record<string, string>> = { a: 'alpha', b: 'beta', rc: 'rc' };

function mistakeIn(text: string): string {
  const wanted = 'expected MAJOR.MINOR.PATCH with an optional pre-release, such as 3.15.0-rc.1';
  const [, release = '', word = '', count] = PEP440.exec(text) ?? [];
  if (count !== undefined) {
    const patched = release.split('.').length === 2 ? `${release}.0` : release;
    return `this is the spelling of PEP 440; write ${patched}-${WORDS[word]}.${Number(count)}.`;
  }
  if (/^v\d/i.test(text)) return `${wanted}, without the leading ${quote(text.charAt(0))}.`;
  if (/^\d+(\.\d+)?(-|$)/.test(text)) return `${wanted}; all three numbers are needed.`;
  if (/(^|[.-])0\d+(\.|-|$)/.test(text)) return `${wanted}, its numbers without leading zeros.`;
  if (text.length > MAX_LENGTH) return `${wanted}, at most ${MAX_LENGTH} characters.`;
  return `${wanted}.`;
}

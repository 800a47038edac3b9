import type { Version } from '../version.ts';

/**
 * How a place writes a version: `semver` as the tag does, `python` as PEP 440 does (`1.2.0rc1`),
 * `either` where it is not known, `requirement` as that of a dependency (`=1.2.0-rc.1`).
 */
export type Spelling = 'semver' | 'python' | 'either' | 'requirement';

/** Whether `found` is the very version. `1.2` is not 1.2.0, and `^1.2` does not name it. */
export function agrees(found: string, spelling: Spelling, version: Version): boolean {
  switch (spelling) {
    case 'semver':
      return found === version.text;
    case 'python':
      return version.preRelease === '' ? found === version.text : isPythonFor(found, version);
    case 'either':
      return found === version.text || isPythonFor(found, version);
    case 'requirement':
      return REQUIREMENT.exec(found)?.[1] === version.text;
    default:
      return spelling satisfies never;
  }
}

/** What `spelling` should have said, for a message. */
export function expected(spelling: Spelling, version: Version): string {
  switch (spelling) {
    case 'semver':
    case 'either':
      return version.text;
    case 'python':
      return inPython(version) ?? `${version.text}, which PEP 440 cannot write`;
    case 'requirement':
      return `${version.text}, =${version.text}, ^${version.text} or ~${version.text}`;
    default:
      return spelling satisfies never;
  }
}

/** One comparator whose lowest version is the given one; the prefix is that of pnpm and yarn workspaces. */
const REQUIREMENT = /^(?:workspace:)?[=^~]? *(\S+)$/;

const LETTERS: ReadonlyMap<string, string> = new Map([
  ['a', 'a'],
  ['alpha', 'a'],
  ['b', 'b'],
  ['beta', 'b'],
  ['c', 'rc'],
  ['rc', 'rc'],
  ['pre', 'rc'],
  ['preview', 'rc'],
  ['dev', '.dev'],
]);

/** `1.2.0rc1` of 1.2.0-rc.1, in PEP 440's normal form; `undefined` of what has none, such as 1.2.0-nightly.7.x. */
export function inPython({ text, preRelease }: Version): string | undefined {
  if (preRelease === '') return text;
  const [release = ''] = text.split('-', 1);
  const suffix = readSuffix(preRelease);
  return suffix === undefined ? undefined : release + suffix;
}

function isPythonFor(found: string, version: Version): boolean {
  const [, release, suffix = ''] = /^(\d+\.\d+\.\d+)(.*)$/.exec(found) ?? [];
  const normal = readSuffix(suffix.replace(/^[._-]/, ''));
  return normal !== undefined && inPython(version) === `${release}${normal}`;
}

/** Every spelling of a pre-release or development release that PEP 440 takes, in its normal form. */
function readSuffix(text: string): string | undefined {
  const [, letter = '', number = ''] = /^([a-z]+)[._-]?(\d*)$/.exec(text.toLowerCase()) ?? [];
  const normal = LETTERS.get(letter);
  return normal === undefined ? undefined : `${normal}${number.replace(/^0+(?=\d)/, '') || '0'}`;
}

import { quote } from '@gatehouse/action-kit';
import type { Ref } from './ref.ts';
import { readVersion, type Version, type VersionRefusal } from './version.ts';

/** Which tags are releases. */
export interface Policy {
  /** What stands before the version, `v` or `name/v`; may be empty. */
  readonly prefix: string;
  /** Whether `1.2.3-rc.1` is released. */
  readonly preReleases: 'refuse' | 'allow';
}

/** Why a ref is not released. */
export type SkipCode = 'not-a-tag' | 'too-long' | 'foreign-prefix' | 'pre-release' | VersionRefusal;

/** What becomes of a ref, before any file is looked at. */
export type Decision =
  | { readonly kind: 'release'; readonly tag: string; readonly version: Version }
  | {
      readonly kind: 'skip';
      readonly code: SkipCode;
      /** What was found and what was expected, without a full stop. */
      readonly reason: string;
    };

/** GitHub takes no longer ones, and no registry a version near that length. */
const MOST_CHARACTERS = 255;

/** Decides whether `ref` is a release. Whatever is not one is skipped, never an error. */
export function decide(ref: Ref, policy: Policy): Decision {
  const expected = `expected a tag of the form ${form(policy)}`;
  const skip = (code: SkipCode, found: string): Decision => ({
    kind: 'skip',
    code,
    reason: `${found}; ${expected}`,
  });
  if (ref.kind === 'other') return skip('not-a-tag', `${quote(ref.ref)} is no tag`);
  if (ref.kind === 'branch') {
    return skip(
      'not-a-tag',
      `${quote(ref.name)} is the branch of this run; a tag of this name is written refs/tags/…`,
    );
  }
  const { tag } = ref;
  if (tag.length > MOST_CHARACTERS) {
    return skip('too-long', `the tag ${quote(tag)} is longer than ${MOST_CHARACTERS} characters`);
  }
  if (!tag.startsWith(policy.prefix)) {
    return skip('foreign-prefix', `the tag ${quote(tag)} does not begin with ${quote(policy.prefix)}`);
  }
  const reading = readVersion(tag.slice(policy.prefix.length));
  if (reading.kind === 'refused')
    return skip(reading.code, `the tag ${quote(tag)} ${REFUSALS[reading.code]}`);
  const { version } = reading;
  if (version.preRelease !== '' && policy.preReleases === 'refuse') {
    return skip('pre-release', `the tag ${quote(tag)} is a pre-release`);
  }
  return { kind: 'release', tag, version };
}

const REFUSALS: Readonly<Record<VersionRefusal, string>> = {
  'not-semver': 'holds no version of SemVer',
  'leading-zero': 'has a number with a leading zero',
  'build-metadata': 'has build metadata, which registries ignore or refuse',
};

function form({ prefix, preReleases }: Policy): string {
  const version = preReleases === 'allow' ? 'MAJOR.MINOR.PATCH[-PRERELEASE]' : 'MAJOR.MINOR.PATCH';
  const example = quote(`${prefix}1.2.3`);
  return `${prefix === '' ? '' : `${quote(prefix)} + `}${version}, such as ${example}`;
}

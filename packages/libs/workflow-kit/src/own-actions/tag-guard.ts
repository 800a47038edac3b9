import type { OwnActionType, TextInput, WordInput } from '../model/own-action.ts';

// Generated from packages/actions/*/action.yml and the actions' inputs.ts by npm run docs. Do not edit.

type Inputs = {
  /** The ref to judge, `refs/tags/v1.2.3`, or the name of a tag. A branch or any other full ref is no release, and neither is the bare name of the branch that the run is for. Default: `${{ github.ref }}`. */
  readonly tag?: TextInput;
  /** What stands before the version, such as `v`, `name/v` or nothing. Default: `v`. */
  readonly prefix?: TextInput;
  /** `refuse` skips tags such as `v1.2.3-rc.1`; `allow` lets them be released. Default: `refuse`. */
  readonly 'pre-releases'?: WordInput<'refuse' | 'allow'>;
  /** Places that must state the tag's version, one a line: a `path` of a Cargo.toml, pyproject.toml, package.json, package-lock.json, CHANGELOG.md or Python file, `path#key` of TOML and JSON, or `path: pattern` with one group around the version. */
  readonly files?: TextInput;
  /** Whether the entries of a listed Cargo.toml for packages of other listed ones must name exactly that version, too. `exact` or `ignore`. Default: `exact`. */
  readonly dependencies?: WordInput<'exact' | 'ignore'>;
};

type Outputs = {
  /** `true` for a release. `false` for every other ref, with which the step succeeds, and for files that differ, with which it fails. */
  readonly ok: string;
  /** The tag, such as `v1.2.3`. This and all that follow but for `reason` and `evidence` are empty unless `ok` is `true`. */
  readonly tag: string;
  /** The version, without the prefix. */
  readonly version: string;
  /** The first number. Numbers may have any count of digits. */
  readonly major: string;
  /** The second number. */
  readonly minor: string;
  /** The third number. */
  readonly patch: string;
  /** What follows the first dash, such as `rc.1`; empty for a release without one. */
  readonly prerelease: string;
  /** Whether there is a pre-release, `true` or `false`. */
  readonly 'is-prerelease': string;
  /** The decision in one line. */
  readonly reason: string;
  /** What was asked, seen and decided, as JSON (`gatehouse.tag-guard/v1`). */
  readonly evidence: string;
};

/** Says whether a tag is a release, strictly by SemVer, and fails when a file states another version. */
export type TagGuard = OwnActionType<Inputs, keyof Outputs>;

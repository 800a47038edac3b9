import type { OwnActionType, TextInput, WordInput } from '../model/own-action.ts';

// Generated from packages/actions/*/action.yml and the actions' inputs.ts by npm run docs. Do not edit.

type Inputs = {
  /** Ref to check, `refs/tags/v1.2.3`, or the name of a tag. A branch or any other full ref isn't a release, nor is the bare name of the run's branch. Default: `${{ github.ref }}`. */
  readonly tag?: TextInput;
  /** Text before the version, such as `v`, `name/v` or nothing. Default: `v`. */
  readonly prefix?: TextInput;
  /** What to do with tags such as `v1.2.3-rc.1`: `refuse` skips them, `allow` releases them. Default: `refuse`. */
  readonly 'pre-releases'?: WordInput<'refuse' | 'allow'>;
  /** Places that must have the tag's version, one per line: a `path` of a Cargo.toml, pyproject.toml, package.json, package-lock.json, CHANGELOG.md or Python file, `path#key` of TOML and JSON, or `path: pattern` with one group around the version. */
  readonly files?: TextInput;
  /** What to do with dependency entries between listed Cargo.toml files: `exact` requires the same version, `ignore` does not compare them. Default: `exact`. */
  readonly dependencies?: WordInput<'exact' | 'ignore'>;
};

type Outputs = {
  /** `true` for a release. `false` for any other ref (the step succeeds) and for files that differ (the step fails). */
  readonly ok: string;
  /** Tag, such as `v1.2.3`. Empty unless `ok` is `true`, as are all outputs except `reason` and `evidence`. */
  readonly tag: string;
  /** Version without the prefix. */
  readonly version: string;
  /** First number of the version. Numbers can have any number of digits. */
  readonly major: string;
  /** Second number of the version. */
  readonly minor: string;
  /** Third number of the version. */
  readonly patch: string;
  /** Pre-release, the text after the first dash, such as `rc.1`; empty if there is none. */
  readonly prerelease: string;
  /** `true` if the version has a pre-release, otherwise `false`. */
  readonly 'is-prerelease': string;
  /** Decision in one line. */
  readonly reason: string;
  /** Inputs, findings and decision as JSON (`gatehouse.tag-guard/v1`). */
  readonly evidence: string;
};

/** Decides whether a tag is a release, strictly by SemVer. Fails if a listed file has another version. */
export type TagGuard = OwnActionType<Inputs, keyof Outputs>;

import type { FlagInput, OwnActionType, TextInput, WordInput } from '../model/own-action.ts';

// Generated from packages/actions/*/action.yml and the actions' inputs.ts by npm run docs. Do not edit.

type Inputs = {
  /** The expectation file, in YAML. Default: `.github/settings-audit.yml`. */
  readonly path?: TextInput;
  /** Repository (`owner/name`) whose settings are read. Default: `${{ github.repository }}`. */
  readonly repository?: TextInput;
  /** What to do when a setting can't be read and nothing differs: `fail` the step, or `warn` and continue. The verdict is `unknown` either way. Default: `fail`. */
  readonly 'on-unknown'?: WordInput<'fail' | 'warn'>;
  /** `true` compares nothing and writes the repository's current settings as an expectation file, to the log and the output `current`. Default: `false`. */
  readonly snapshot?: FlagInput;
  /** Time limit for the whole audit, including waits for GitHub's rate limits. Default: `5m`. */
  readonly deadline?: TextInput;
  /** Token that can read the settings: a fine-grained personal access token or a GitHub App token with the permissions in the README. `GITHUB_TOKEN` can read environments, rulesets and workflows only. Default: `${{ github.token }}`. */
  readonly token?: TextInput;
};

type Outputs = {
  /** `pass`, `fail`, or `unknown` when a setting can't be read. `unknown` is never a pass. */
  readonly verdict: string;
  /** The verdict in one line. */
  readonly reason: string;
  /** Number of settings that differ. */
  readonly failed: string;
  /** Number of settings that can't be read. */
  readonly unknown: string;
  /** JSON list of the settings that differ or are unknown, in a stable order, each with `id`, `subject`, `verdict`, `expected`, `found`, `todo` and `page`. */
  readonly drift: string;
  /** JSON list of values to compare by hand, each with `id`, `subject`, `values` and `page`. */
  readonly manual: string;
  /** Every setting that was compared, with its verdict, as JSON (`gatehouse.settings-audit/v1`). */
  readonly evidence: string;
  /** Current settings of the repository as an expectation file. Only with `snapshot`. */
  readonly current: string;
};

/** Checks a repository's settings against a file of expected values. Fails if any setting differs or can't be read. */
export type SettingsAudit = OwnActionType<Inputs, keyof Outputs>;

import type { FlagInput, OwnActionType, TextInput, WordInput } from '../model/own-action.ts';

// Generated from packages/actions/*/action.yml and the actions' inputs.ts by npm run docs. Do not edit.

type Inputs = {
  /** The expectation file, in YAML. Default: `.github/settings-audit.yml`. */
  readonly path?: TextInput;
  /** Repository (`owner/name`) whose settings are read. Default: `${{ github.repository }}`. */
  readonly repository?: TextInput;
  /** What becomes of the step where a setting cannot be seen and none differs: `fail`, or `warn`, which lets it go on. The verdict is `unknown` either way. Default: `fail`. */
  readonly 'on-unknown'?: WordInput<'fail' | 'warn'>;
  /** `true` compares nothing: it writes what the repository has now as an expectation file, to the log and the output `current`. Default: `false`. */
  readonly snapshot?: FlagInput;
  /** Time for everything, GitHub's rate limits included. Default: `5m`. */
  readonly deadline?: TextInput;
  /** Token that may see the settings: a fine-grained personal access token or one of a GitHub App, with the permissions in the README. `GITHUB_TOKEN` sees environments, rulesets and workflows only. Default: `${{ github.token }}`. */
  readonly token?: TextInput;
};

type Outputs = {
  /** `pass`, `fail`, or `unknown` when something could not be seen. `unknown` is never a pass. */
  readonly verdict: string;
  /** The verdict in one line. */
  readonly reason: string;
  /** How many settings are not as declared. */
  readonly failed: string;
  /** How many settings could not be seen. */
  readonly unknown: string;
  /** JSON list of what differs or is unknown, in a stable order, each with `id`, `subject`, `verdict`, `expected`, `found`, `todo` and `page`. */
  readonly drift: string;
  /** JSON list of what a person has to compare, each with `id`, `subject`, `values` and `page`. */
  readonly manual: string;
  /** All findings and what they rest on, as JSON (`gatehouse.settings-audit/v1`). */
  readonly evidence: string;
  /** What the repository has now, as an expectation file. Only with `snapshot`. */
  readonly current: string;
};

/** Compares what a repository's settings say with what a file says that they should be, and fails when they differ or cannot be seen. */
export type SettingsAudit = OwnActionType<Inputs, keyof Outputs>;

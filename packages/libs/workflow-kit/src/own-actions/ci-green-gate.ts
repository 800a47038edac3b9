import type { FlagInput, OwnActionType, TextInput, WordInput } from '../model/own-action.ts';

// Generated from packages/actions/*/action.yml and the actions' inputs.ts by npm run docs. Do not edit.

type Inputs = {
  /** YAML list of the workflows that must be green, by file: `- ci.yml`, or `- {file: ci.yml, events: [push, merge_group], jobs: [test], branch: main, optional: true}`. Give this or `needs`. */
  readonly workflows?: TextInput;
  /** Events whose runs count, for workflows that name none of their own, parted by blanks or commas. Default: `push`. */
  readonly events?: TextInput;
  /** Branch (`main` or `refs/heads/main`) whose runs count, for workflows that name none of their own, and where the commit must stand. Empty takes the repository's default branch. */
  readonly branch?: TextInput;
  /** The full id of the commit. Short or empty ones are refused, since GitHub would answer with no runs or with those of other commits. Default: `${{ github.sha }}`. */
  readonly sha?: TextInput;
  /** Repository (`owner/name`) of the commit and its runs. Default: `${{ github.repository }}`. */
  readonly repository?: TextInput;
  /** Tag (`v1.2.3` or `refs/tags/v1.2.3`) that must lead to the commit; annotated tags are peeled. Any other full ref is left alone. Default: `${{ github.ref }}`. */
  readonly ref?: TextInput;
  /** Where the commit must stand. `head` is the current head of the branch, `ancestor` anywhere in its history, `none` asks for no place. Default: `head`. */
  readonly 'ref-policy'?: WordInput<'head' | 'ancestor' | 'none'>;
  /** Which of several runs decides. `latest` is the one with the highest run number, in its latest attempt; `any-success` takes an older green one, too. Default: `latest`. */
  readonly policy?: WordInput<'latest' | 'any-success'>;
  /** Conclusions that count as green, any of `success`, `skipped` and `neutral`. Default: `success`. */
  readonly 'allowed-conclusions'?: TextInput;
  /** `true` waits for runs that have not ended; `false` takes them as not green. Default: `false`. */
  readonly wait?: FlagInput;
  /** Time for everything, waiting and GitHub's rate limits included. Default: `30m`. */
  readonly timeout?: TextInput;
  /** Pause between two looks. A look at what has not changed costs nothing of the rate limit. Default: `15s`. */
  readonly interval?: TextInput;
  /** How long a workflow may have no run before that counts, because runs are listed late. Also without `wait`. Empty is `60s`, and `0s` with `recheck`. */
  readonly grace?: TextInput;
  /** `false` waits for the other workflows when one is red already, and reports all. Default: `true`. */
  readonly 'fail-fast'?: FlagInput;
  /** `true` asks the whole question again just before publishing. It looks at what is there and waits for no run. Default: `false`. */
  readonly recheck?: FlagInput;
  /** Output `evidence` of the first time, for `recheck`. It must be a pass for the same repository, commit and workflows; runs that are other ones now are reported. */
  readonly evidence?: TextInput;
  /** Value of `toJSON(needs)`. Judges the needed jobs of this run instead of workflows, without any request. Give this or `workflows`. */
  readonly needs?: TextInput;
  /** Ids of needed jobs that may have been skipped, parted by blanks or commas. */
  readonly 'allowed-skips'?: TextInput;
  /** Ids of needed jobs that may have failed, parted by blanks or commas. A cancelled job is never allowed. */
  readonly 'allowed-failures'?: TextInput;
  /** Token with `actions: read` and `contents: read`. Default: `${{ github.token }}`. */
  readonly token?: TextInput;
};

type Outputs = {
  /** `pass`, `fail`, or `unknown` when it could not be found out. Only `pass` lets the step succeed. */
  readonly verdict: string;
  /** The verdict in one line. */
  readonly reason: string;
  /** JSON list of the runs that decided, each with `workflow`, `id`, `number`, `attempt`, `url`, `event`, `branch`, `status`, `conclusion`, `created_at` and `updated_at`. */
  readonly runs: string;
  /** What was asked, seen and decided, as JSON (`gatehouse.ci-green/v1`), fit to be the predicate of an attestation. */
  readonly evidence: string;
};

/** Says whether one exact commit is proved green by the workflows that you name, and fails when it is not. */
export type CiGreenGate = OwnActionType<Inputs, keyof Outputs>;

import type { FlagInput, OwnActionType, TextInput, WordInput } from '../model/own-action.ts';

// Generated from packages/actions/*/action.yml and the actions' inputs.ts by npm run docs. Do not edit.

type Inputs = {
  /** YAML list of the workflows that must be green, by file: `- ci.yml`, or `- {file: ci.yml, events: [push, merge_group], jobs: [test], when: run, branch: main, optional: true}`. `when: job` lets the named jobs count before their run ends. For a workflow that an organization requires, give `owner/name/.github/workflows/ci.yml`. Give this, `checks` or `statuses`, or `needs` alone. */
  readonly workflows?: TextInput;
  /** YAML list of check runs that must be green, by name and app: `- {name: build, app: my-ci}`, with the slug or the id of the app, and optionally `optional: true`. For checks of GitHub Actions, use `workflows` with `jobs`. */
  readonly checks?: TextInput;
  /** YAML list of commit statuses that must be green, by context and creator: `- {context: ci/jenkins, creator: jenkins-bot}`, with the login of the account that reports it, and optionally `optional: true`. */
  readonly statuses?: TextInput;
  /** Events whose runs count, for workflows that name none of their own, separated by spaces, commas or newlines. Default: `push`. */
  readonly events?: TextInput;
  /** Which events must be green. `any` takes the newest run of any of the events, so a newer green run of one event hides an older red run of another; `all` requires a green run of each event. Default: `any`. */
  readonly 'events-policy'?: WordInput<'any' | 'all'>;
  /** Branch (`main` or `refs/heads/main`) whose runs count, for workflows that name none of their own, and where the commit must be. If empty, the repository's default branch. */
  readonly branch?: TextInput;
  /** Full id of the commit. Short and empty ids are refused, because GitHub would answer with no runs or with runs of other commits. In a pull request's run, set `github.event.pull_request.head.sha`. Default: `${{ github.sha }}`. */
  readonly sha?: TextInput;
  /** Repository (`owner/name`) of the commit and its runs. Default: `${{ github.repository }}`. */
  readonly repository?: TextInput;
  /** Tag (`v1.2.3` or `refs/tags/v1.2.3`) that must lead to the commit; annotated tags are peeled. Any other full ref is ignored. Default: `${{ github.ref }}`. */
  readonly ref?: TextInput;
  /** Where the commit must be. `head` requires the current head of the branch, `ancestor` any place in its history, `none` nothing. Default: `head`. */
  readonly 'ref-policy'?: WordInput<'head' | 'ancestor' | 'none'>;
  /** Which of several runs decides. `latest` is the run with the highest number, in its latest attempt; `any-success` also accepts an older green run. Default: `latest`. */
  readonly policy?: WordInput<'latest' | 'any-success'>;
  /** Conclusions of runs and checks that count as green, any of `success`, `skipped` and `neutral`. Default: `success`. */
  readonly 'allowed-conclusions'?: TextInput;
  /** `true` waits for what has not ended; `false` treats it as not green. Default: `false`. */
  readonly wait?: FlagInput;
  /** Time limit for everything, including waiting and GitHub's rate limits. The last poll starts 30 seconds before it (earlier only if the limit is short). Default: `30m`. */
  readonly deadline?: TextInput;
  /** Time between polls. Unchanged responses don't count against the rate limit. Default: `15s`. */
  readonly interval?: TextInput;
  /** How long to wait for a run, check or status to show up before treating it as missing. Applies even without `wait`. If something optional is missing, the gate waits for it only while something else is open. If empty, `60s`, or `0s` with `recheck`. */
  readonly grace?: TextInput;
  /** `false` waits for the others when one has already failed, and reports all. Default: `true`. */
  readonly 'fail-fast'?: FlagInput;
  /** `true` asks the whole question again just before publishing. It checks what is there, waits for no run, and needs `evidence`. Default: `false`. */
  readonly recheck?: FlagInput;
  /** Output `evidence` of the first check; required with `recheck`. It must be a pass that covers the same repository, commit, workflows, checks and statuses. Runs and reports that have changed since are listed. */
  readonly evidence?: TextInput;
  /** Value of `toJSON(needs)`. Judges the needed jobs of this run, without any request, instead of workflows, checks and statuses. */
  readonly needs?: TextInput;
  /** Ids of needed jobs that may have been skipped, separated by spaces, commas or newlines. */
  readonly 'allowed-skips'?: TextInput;
  /** Ids of needed jobs that may have failed, separated by spaces, commas or newlines. A cancelled job is never allowed. */
  readonly 'allowed-failures'?: TextInput;
  /** Token with `actions: read` and `contents: read`; also `checks: read` for `checks`, and `statuses: read` for `statuses`. Default: `${{ github.token }}`. */
  readonly token?: TextInput;
};

type Outputs = {
  /** `pass`, `fail`, or `unknown` if it could not be determined. Only `pass` lets the step succeed. */
  readonly verdict: string;
  /** The verdict in one line. */
  readonly reason: string;
  /** JSON list of the runs that decided, each with `workflow`, `id`, `number`, `attempt`, `url`, `event`, `branch`, `status`, `conclusion`, `created_at` and `updated_at`. */
  readonly runs: string;
  /** What was asked, seen and decided, as JSON (`gatehouse.ci-green-gate/v1`). Can serve as the predicate of an attestation. */
  readonly evidence: string;
};

/** Fails unless the workflows, checks and statuses that you name have passed for exactly this commit. */
export type CiGreenGate = OwnActionType<Inputs, keyof Outputs>;

import type { Input, Secret } from '../model/input.ts';
import type { OwnWorkflow } from '../model/own-workflow.ts';

// Generated from workflows-src by npm run docs. Do not edit.

type Inputs = {
  /** Full id of the commit. An empty one is refused: whatever should have set it gave nothing. */
  readonly sha: Input<'string', false>;
  /** Tag (`v1.2.3` or `refs/tags/v1.2.3`) that must lead to the commit; annotated tags are peeled. Any other full ref is ignored. */
  readonly ref: Input<'string', false>;
  /** YAML list of the workflows that must be green, by file: `- ci.yml`, or `- {file: ci.yml, events: [push, merge_group], jobs: [test], when: run, branch: main, optional: true}`. `when: job` lets the named jobs count before their run ends. For a workflow that an organization requires, give `owner/name/.github/workflows/ci.yml`. Give this, `checks` or `statuses`, or `needs` alone. */
  readonly workflows: Input<'string', false>;
  /** YAML list of check runs that must be green, by name and app: `- {name: build, app: my-ci}`, with the slug or the id of the app, and optionally `optional: true`. For checks of GitHub Actions, use `workflows` with `jobs`. */
  readonly checks: Input<'string', false>;
  /** YAML list of commit statuses that must be green, by context and creator: `- {context: ci/jenkins, creator: jenkins-bot}`, with the login of the account that reports it, and optionally `optional: true`. */
  readonly statuses: Input<'string', false>;
  /** Events whose runs count, for workflows that name none of their own, separated by spaces, commas or newlines. */
  readonly events: Input<'string', false>;
  /** Which events must be green. `any` takes the newest run of any of the events, so a newer green run of one event hides an older red run of another; `all` requires a green run of each event. */
  readonly 'events-policy': Input<'string', false>;
  /** Branch (`main` or `refs/heads/main`) whose runs count, for workflows that name none of their own, and where the commit must be. If empty, the repository's default branch. */
  readonly branch: Input<'string', false>;
  /** Where the commit must be. `head` requires the current head of the branch, `ancestor` any place in its history, `none` nothing. */
  readonly 'ref-policy': Input<'string', false>;
  /** Which of several runs decides. `latest` is the run with the highest number, in its latest attempt; `any-success` also accepts an older green run. */
  readonly policy: Input<'string', false>;
  /** Conclusions of runs and checks that count as green, any of `success`, `skipped` and `neutral`. */
  readonly 'allowed-conclusions': Input<'string', false>;
  /** Time limit for everything, including waiting and GitHub's rate limits. The last poll starts 30 seconds before it (earlier only if the limit is short). */
  readonly deadline: Input<'string', false>;
  /** Time between polls. Unchanged responses don't count against the rate limit. */
  readonly interval: Input<'string', false>;
  /** How long to wait for a run, check or status to show up before treating it as missing. Applies even without `wait`. If something optional is missing, the gate waits for it only while something else is open. If empty, `60s`, or `0s` with `recheck`. */
  readonly grace: Input<'string', false>;
  /** Output `evidence` of the first check; required with `recheck`. It must be a pass that covers the same repository, commit, workflows, checks and statuses. Runs and reports that have changed since are listed. */
  readonly evidence: Input<'string', false>;
  /** `true` waits for what has not ended; `false` treats it as not green. */
  readonly wait: Input<'boolean', false>;
  /** `false` waits for the others when one has already failed, and reports all. */
  readonly 'fail-fast': Input<'boolean', false>;
  /** `true` asks the whole question again just before publishing. It checks what is there, waits for no run, and needs `evidence`. */
  readonly recheck: Input<'boolean', false>;
  /** Minutes after which GitHub cancels the job. Leave it longer than `deadline`. */
  readonly minutes: Input<'number', false>;
  /** Label of the runner. */
  readonly runner: Input<'string', false>;
};

type Secrets = {
  /** Token with `actions: read` and `contents: read`, where that of the run may not see the runs. */
  readonly token: Secret<false>;
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

/** Fails unless the named workflows, checks and statuses have passed for exactly this commit. */
export type CiGreen = OwnWorkflow<Inputs, Secrets, keyof Outputs>;

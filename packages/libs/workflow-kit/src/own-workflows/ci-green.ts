import type { Input, Secret } from '../model/input.ts';
import type { OwnWorkflow } from '../model/own-workflow.ts';

// Generated from workflows-src by npm run docs. Do not edit.

type Inputs = {
  /** YAML list of the workflows that must be green, by file: `- ci.yml`, or `- {file: ci.yml, events: [push, merge_group], jobs: [test], branch: main, optional: true}`. */
  readonly workflows: Input<'string', true>;
  /** The full id of the commit. An empty one is refused: what should have given it has given nothing. */
  readonly sha: Input<'string', false>;
  /** Tag (`v1.2.3` or `refs/tags/v1.2.3`) that must lead to the commit; annotated tags are peeled. Any other full ref is left alone. */
  readonly ref: Input<'string', false>;
  /** Events whose runs count, for workflows that name none of their own, parted by blanks or commas. */
  readonly events: Input<'string', false>;
  /** Branch (`main` or `refs/heads/main`) whose runs count, for workflows that name none of their own, and where the commit must stand. Empty takes the repository's default branch. */
  readonly branch: Input<'string', false>;
  /** Where the commit must stand. `head` is the current head of the branch, `ancestor` anywhere in its history, `none` asks for no place. */
  readonly 'ref-policy': Input<'string', false>;
  /** Which of several runs decides. `latest` is the one with the highest run number, in its latest attempt; `any-success` takes an older green one, too. */
  readonly policy: Input<'string', false>;
  /** Conclusions that count as green, any of `success`, `skipped` and `neutral`. */
  readonly 'allowed-conclusions': Input<'string', false>;
  /** Time for everything, waiting and GitHub's rate limits included. */
  readonly timeout: Input<'string', false>;
  /** Pause between two looks. A look at what has not changed costs nothing of the rate limit. */
  readonly interval: Input<'string', false>;
  /** How long a workflow may have no run before that counts, because runs are listed late. Also without `wait`. Empty is `60s`, and `0s` with `recheck`. */
  readonly grace: Input<'string', false>;
  /** Output `evidence` of the first time, for `recheck`. It must be a pass for the same repository, commit and workflows; runs that are other ones now are reported. */
  readonly evidence: Input<'string', false>;
  /** `true` waits for runs that have not ended; `false` takes them as not green. */
  readonly wait: Input<'boolean', false>;
  /** `false` waits for the other workflows when one is red already, and reports all. */
  readonly 'fail-fast': Input<'boolean', false>;
  /** `true` asks the whole question again just before publishing. It looks at what is there and waits for no run. */
  readonly recheck: Input<'boolean', false>;
  /** Minutes after which GitHub ends the job. Leave it longer than `timeout`. */
  readonly minutes: Input<'number', false>;
  /** Label of the runner. */
  readonly runner: Input<'string', false>;
};

type Secrets = {
  /** Token with `actions: read` and `contents: read`, where that of the run may not see the runs. */
  readonly token: Secret<false>;
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

/** Fails unless exactly this commit is proved green by the workflows that are named. */
export type CiGreen = OwnWorkflow<Inputs, Secrets, keyof Outputs>;

import type { DispatchOnly, Input, Inputs } from './input.ts';

/** Which branches, tags and paths start a run; of each, what counts or what does not. */
interface Branches {
  readonly branches?: readonly string[];
  readonly branchesIgnore?: readonly string[];
}
interface Tags {
  readonly tags?: readonly string[];
  readonly tagsIgnore?: readonly string[];
}
interface Paths {
  readonly paths?: readonly string[];
  readonly pathsIgnore?: readonly string[];
}

/** A time in POSIX cron syntax, UTC unless a `timezone` (IANA) is given. */
export interface ScheduledTime {
  readonly cron: string;
  readonly timezone?: string;
}

/**
 * What starts a run. `pull_request_target` and `workflow_run` are not among them: both run with the
 * rights of the default branch on what a stranger proposes.
 */
export interface Triggers {
  readonly mergeGroup?: { readonly types?: readonly 'checks_requested'[] } & Branches;
  readonly pullRequest?: { readonly types?: readonly string[] } & Branches & Paths;
  readonly push?: Branches & Tags & Paths;
  readonly release?: { readonly types?: readonly ReleaseActivity[] };
  readonly schedule?: readonly ScheduledTime[];
  readonly workflowDispatch?: { readonly inputs?: Readonly<Record<string, Input | DispatchOnly>> };
}

type ReleaseActivity =
  | 'created'
  | 'deleted'
  | 'edited'
  | 'prereleased'
  | 'published'
  | 'released'
  | 'unpublished';

/** The inputs that the trigger `workflow_dispatch` asks for. */
export type DispatchInputs<T extends Triggers> = T extends {
  readonly workflowDispatch: { readonly inputs: infer I extends Inputs };
}
  ? I
  : Record<never, never>;

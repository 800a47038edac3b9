import type { WorkflowPath } from './path.ts';

/** When the jobs of a run may count: after the whole run has ended, or each as soon as it has passed. */
export type JobsWhen = 'run' | 'job';

/** A workflow that must be green, as its user wrote it. */
export interface WantedWorkflow {
  readonly path: WorkflowPath;
  /** The events whose runs count; never empty. */
  readonly events: readonly string[];
  /** The branch whose runs count; `undefined` for that of the whole gate. */
  readonly branch: string | undefined;
  /** Jobs that must have passed within the run; `test` means `test (3.9)` and `test / unit` as well. */
  readonly jobs: readonly string[];
  readonly when: JobsWhen;
  /** Whether it may have no run at all. A run that is there must be green all the same. */
  readonly optional: boolean;
}

/** A required workflow whose branch is known. */
export interface Requirement extends WantedWorkflow {
  readonly branch: string;
}

/** Under the policy `all`, a requirement for each event: each needs a green run of its own. */
export function eachEvent(requirement: Requirement): readonly Requirement[] {
  return requirement.events.map((event) => ({ ...requirement, events: [event] }));
}

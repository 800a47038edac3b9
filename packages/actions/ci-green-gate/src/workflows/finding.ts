import type { JobFinding } from './jobs.ts';
import type { RunStanding } from './judge.ts';
import type { OtherRun } from './match.ts';
import type { Requirement } from './requirement.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** A required workflow and where it is. */
export interface WorkflowFinding {
  readonly kind: 'workflow';
  readonly requirement: Requirement;
  readonly standing: RunStanding;
  /** Runs of the same workflow and commit that do not count. */
  readonly others: readonly OtherRun[];
  readonly jobs: readonly JobFinding[];
  /** The latest runs of other events that are not green, which the run that decides has overruled. */
  readonly overruled: readonly WorkflowRun[];
}

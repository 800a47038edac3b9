import type { Requirement } from './requirement.ts';
import { byNumberDescending, type WorkflowRun } from './workflow-run.ts';

/** Whose runs of which commit may count. */
export interface Subject {
  /** `owner/name`. */
  readonly repository: string;
  readonly sha: string;
  /** The run that asks, which can prove nothing about itself. */
  readonly ownRunId: number | undefined;
}

/** Why a run of the right workflow and commit does not count. */
export type Mismatch = 'own-run' | 'fork' | 'event' | 'branch';

/** A run of the right workflow and commit that does not count. */
export interface OtherRun {
  readonly run: WorkflowRun;
  readonly mismatch: Mismatch;
}

/** The runs of a required workflow, the latest first. */
export interface Matches {
  readonly counting: readonly WorkflowRun[];
  readonly others: readonly OtherRun[];
}

/**
 * Picks the runs that count for `requirement`. Everything is compared here, whatever the server was asked
 * to filter: an empty `head_sha` drops that filter, and a run of a fork's `main` has the branch `main`.
 */
export function matchRuns(runs: readonly WorkflowRun[], requirement: Requirement, subject: Subject): Matches {
  const ours = runs
    .filter((run) => run.sha === subject.sha && isOf(run, requirement))
    .sort(byNumberDescending);
  const judged = ours.map((run) => ({ run, mismatch: mismatchOf(run, requirement, subject) }));
  return {
    counting: judged.flatMap(({ run, mismatch }) => (mismatch === undefined ? [run] : [])),
    others: judged.flatMap(({ run, mismatch }) => (mismatch === undefined ? [] : [{ run, mismatch }])),
  };
}

/** GitHub's documentation has the path with a ref, `.github/workflows/ci.yml@main`; its API without. */
function isOf({ path }: WorkflowRun, requirement: Requirement): boolean {
  return path === requirement.path || path.startsWith(`${requirement.path}@`);
}

function mismatchOf(run: WorkflowRun, requirement: Requirement, subject: Subject): Mismatch | undefined {
  if (run.id === subject.ownRunId) return 'own-run';
  if (run.headRepository?.toLowerCase() !== subject.repository.toLowerCase()) return 'fork';
  if (!requirement.events.includes(run.event)) return 'event';
  return isOnBranch(run, requirement.branch) ? undefined : 'branch';
}

/** A merge queue tests `gh-readonly-queue/main/pr-1-…`, and the same commit then lands on `main`. */
function isOnBranch({ event, branch }: WorkflowRun, wanted: string): boolean {
  if (event === 'merge_group') return branch?.startsWith(`gh-readonly-queue/${wanted}/`) === true;
  return branch === wanted;
}

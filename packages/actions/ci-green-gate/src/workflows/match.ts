import type { Subject } from '../question.ts';
import { isRunOf } from './path.ts';
import type { Requirement } from './requirement.ts';
import { byNumberDescending, type WorkflowRun } from './workflow-run.ts';

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
    .filter((run) => run.sha === subject.sha && isRunOf(requirement.path, run.path, run.branch))
    .sort(byNumberDescending);
  const judged = ours.map((run) => ({ run, mismatch: mismatchOf(run, requirement, subject) }));
  return {
    counting: judged.flatMap(({ run, mismatch }) => (mismatch === undefined ? [run] : [])),
    others: judged.flatMap(({ run, mismatch }) => (mismatch === undefined ? [] : [{ run, mismatch }])),
  };
}

function mismatchOf(run: WorkflowRun, requirement: Requirement, subject: Subject): Mismatch | undefined {
  if (run.id === subject.ownRunId) return 'own-run';
  if (run.origin === 'foreign') return 'fork';
  if (!requirement.events.includes(run.event)) return 'event';
  return isOnBranch(run, requirement.branch) ? undefined : 'branch';
}

/**
 * A merge queue tests `gh-readonly-queue/main/pr-1-…`, and the same commit then lands on `main`. The queue of a branch
 * `main/next` has one more slash.
 */
function isOnBranch({ event, branch }: WorkflowRun, wanted: string): boolean {
  if (event !== 'merge_group') return branch === wanted;
  const queue = `gh-readonly-queue/${wanted}/`;
  return branch?.startsWith(queue) === true && !branch.slice(queue.length).includes('/');
}

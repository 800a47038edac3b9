import type { CallJob } from '../model/job.ts';
import type { Workflow } from '../model/workflow.ts';
import { calleeOf, type Hop, reachedFrom } from './calls.ts';
import type { WorkflowSet } from './set.ts';

/** The workflow that is started, and nine below it (https://docs.github.com/actions/reference/reusable-workflows). */
export const MOST_LEVELS = 10;
/** Different workflows that one run may call. */
export const MOST_CALLED = 50;
/** Jobs that one matrix may make (https://docs.github.com/actions/reference/limits). */
export const MOST_LEGS = 256;

/** A call, with the calls that lead to it. */
export interface CallSite {
  readonly workflow: Workflow;
  readonly job: CallJob;
  readonly through: readonly Hop[];
}

/** Every call that a run of `root` can make, once for each way there. */
export function callsIn(root: Workflow, set: WorkflowSet): readonly CallSite[] {
  return reachedFrom(root, set).flatMap(({ workflow, through }) =>
    workflow.jobs.filter((job) => job.kind === 'call').map((job) => ({ workflow, job, through })),
  );
}

/** The levels of a run of `root`, itself counted. A workflow of another repository counts as one. */
export function levelsOf(root: Workflow, set: WorkflowSet): number {
  return Math.max(1, ...callsIn(root, set).map(({ through }) => through.length + 2));
}

/** What a run of `root` can call, each once. */
export function calledBy(root: Workflow, set: WorkflowSet): ReadonlySet<string> {
  return new Set(callsIn(root, set).map(({ job }) => nameOf(job, set)));
}

/** The calls in which a workflow comes back to one that it was called by. */
export function loopsIn(root: Workflow, set: WorkflowSet): readonly CallSite[] {
  return callsIn(root, set).filter(({ workflow, job, through }) => {
    const callee = calleeOf(job, set);
    return callee === workflow || through.some((hop) => hop.workflow === callee);
  });
}

function nameOf(job: CallJob, set: WorkflowSet): string {
  const { calls } = job;
  if (calls.kind === 'own') return `own ${calls.name}`;
  return calleeOf(job, set)?.file ?? (calls.kind === 'source' ? calls.workflow.file : calls.uses);
}

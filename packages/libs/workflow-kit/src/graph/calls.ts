import type { Callee, CallJob } from '../model/job.ts';
import type { Workflow } from '../model/workflow.ts';
import type { WorkflowSet } from './set.ts';

/** `./` is the caller's repository at its commit, `$/` that of the file which says so. */
const SAME_REPOSITORY = /^[.$]\/\.github\/workflows\/(?<file>[^/@]+)$/;

/** One call on the way to a workflow. */
export interface Hop {
  /** The calling workflow. */
  readonly workflow: Workflow;
  readonly job: CallJob;
  readonly callee: Workflow;
}

/** A workflow as a run gets to it. */
export interface Reached {
  readonly workflow: Workflow;
  /** The calls that lead to it, the outermost first; none for the one that was started. */
  readonly through: readonly Hop[];
}

/**
 * The workflow that `job` calls, as the set has it, else as the job knows it: one of the library, or a file
 * that no source makes. `undefined` for one of another repository.
 */
export function calleeOf({ calls }: CallJob, { workflows }: WorkflowSet): Workflow | undefined {
  return workflows.find(({ file }) => file === fileOf(calls)) ?? calls.workflow;
}

/** The file of this repository that is called. */
function fileOf(calls: Callee): string | undefined {
  if (calls.kind === 'own') return undefined;
  return calls.kind === 'source' ? calls.workflow.file : SAME_REPOSITORY.exec(calls.uses)?.groups?.file;
}

/** `root` and every workflow that a run of it gets to, once for each way there. A loop is walked once. */
export function reachedFrom(root: Workflow, set: WorkflowSet): readonly Reached[] {
  const visit = (workflow: Workflow, through: readonly Hop[]): readonly Reached[] => {
    const calls = workflow.jobs.filter((job) => job.kind === 'call');
    const below = calls.flatMap((job) => {
      const callee = calleeOf(job, set);
      if (callee === undefined || [workflow, ...through.map((hop) => hop.workflow)].includes(callee))
        return [];
      return visit(callee, [...through, { workflow, job, callee }]);
    });
    return [{ workflow, through }, ...below];
  };
  return visit(root, []);
}

/** The workflows that a run of `root` can get to, `root` among them, each once. */
export function reachableFrom(root: Workflow, set: WorkflowSet): readonly Workflow[] {
  return [...new Set(reachedFrom(root, set).map(({ workflow }) => workflow))];
}

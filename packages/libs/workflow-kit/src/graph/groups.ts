import { nodeOf } from '../expression/expr.ts';
import type { Concurrency, Job } from '../model/job.ts';
import type { Workflow } from '../model/workflow.ts';
import { type Hop, type Reached, reachedFrom } from './calls.ts';
import { putInputs } from './inputs.ts';
import { canMeet, type Pattern, patternsOf } from './pattern.ts';
import type { WorkflowSet } from './set.ts';

/** A workflow or a job, as a run gets to it. */
export interface RunPlace {
  readonly workflow: Workflow;
  /** `undefined` for the workflow as a whole. */
  readonly job: Job | undefined;
  /** The calls that lead to the workflow, the outermost first. */
  readonly through: readonly Hop[];
}

/** A concurrency group, as a run enters it. */
export interface GroupUse extends RunPlace {
  readonly concurrency: Concurrency;
  /** The names that it can have, with what the calls hand over put in. */
  readonly patterns: readonly Pattern[];
}

/**
 * The groups that a run of `root` can enter: of its own, of the workflows that it calls, and of the
 * jobs of all of them. Who may be called by anybody knows neither its inputs nor `github.workflow`.
 */
export function groupsOf(root: Workflow, set: WorkflowSet): readonly GroupUse[] {
  const known = { workflowName: root.call === undefined ? root.name : undefined };
  const use = ({ workflow, through }: Reached, job: Job | undefined): readonly GroupUse[] => {
    const { concurrency } = job ?? workflow;
    if (concurrency === undefined) return [];
    const patterns = patternsOf(putInputs(nodeOf(concurrency.group), through), known);
    return [{ workflow, job, through, concurrency, patterns }];
  };
  return reachedFrom(root, set).flatMap((reached) => [
    ...use(reached, undefined),
    ...reached.workflow.jobs.flatMap((job) => use(reached, job)),
  ]);
}

/** Whether two groups can have the same name. */
export function canShare(one: GroupUse, other: GroupUse): boolean {
  return one.patterns.some((pattern) => other.patterns.some((against) => canMeet(pattern, against)));
}

/** Whether `inner` waits and runs while `outer` runs, so that the group of `outer` is held all the time. */
export function isAround(outer: RunPlace, inner: RunPlace): boolean {
  const depth = outer.through.length;
  if (outer.through.some(({ job }, index) => inner.through[index]?.job !== job)) return false;
  if (outer.job !== undefined) return inner.through[depth]?.job === outer.job;
  return inner.through.length > depth || (inner.workflow === outer.workflow && inner.job !== undefined);
}

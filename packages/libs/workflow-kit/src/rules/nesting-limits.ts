import {
  type CallSite,
  calledBy,
  callsIn,
  levelsOf,
  loopsIn,
  MOST_CALLED,
  MOST_LEVELS,
} from '../graph/limits.ts';
import type { WorkflowSet } from '../graph/set.ts';
import type { Workflow } from '../model/workflow.ts';
import { defineRule, type Offence } from './rule.ts';

/** GitHub ends a run beyond these before its first job. */
export const nestingLimits = defineRule(
  'nesting-limits',
  `Calls go no deeper than ${MOST_LEVELS} levels, to no more than ${MOST_CALLED} workflows, and never in a circle.`,
  (set) =>
    set.workflows.flatMap((root) => [...tooDeep(root, set), ...tooMany(root, set), ...circles(root, set)]),
);

function tooDeep(root: Workflow, set: WorkflowSet): readonly Offence[] {
  const levels = levelsOf(root, set);
  if (levels <= MOST_LEVELS) return [];
  const deepest = callsIn(root, set).find(({ through }) => through.length + 2 === levels);
  return [
    {
      workflow: root,
      job: deepest && firstCall(deepest),
      message: `The calls go ${levels} levels deep, ${root.file} counted; GitHub takes ${MOST_LEVELS}. Call the last ones from further up.`,
    },
  ];
}

function tooMany(root: Workflow, set: WorkflowSet): readonly Offence[] {
  const { size } = calledBy(root, set);
  if (size <= MOST_CALLED) return [];
  return [
    {
      workflow: root,
      message: `A run calls ${size} different workflows; GitHub takes ${MOST_CALLED}. Split ${root.file} into several that start by themselves.`,
    },
  ];
}

function circles(root: Workflow, set: WorkflowSet): readonly Offence[] {
  return loopsIn(root, set).map(({ workflow, job }) => ({
    workflow,
    job,
    message: 'The call comes back to a workflow that it comes from; GitHub refuses circles. Take it out.',
  }));
}

function firstCall({ job, through }: CallSite): CallSite['job'] {
  return through[0]?.job ?? job;
}

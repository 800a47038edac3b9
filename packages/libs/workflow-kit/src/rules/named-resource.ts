import { quote } from '@gatehouse/action-kit/quote';
import { github } from '../expression/contexts.ts';
import { Expr } from '../expression/expr.ts';
import { or } from '../expression/operators.ts';
import { jobsOfKind } from '../graph/set.ts';
import type { OwnStep, Step } from '../model/step.ts';
import { defineRule } from './rule.ts';
import { textOf } from './words.ts';

/** A group that is named after another branch than the one that is written keeps nobody apart. */
export const namedResource = defineRule(
  'named-resource',
  'A job names the resource that its steps write.',
  (set) =>
    jobsOfKind(set, 'steps').flatMap(({ workflow, job }) =>
      job.steps.filter(writesBranch).flatMap((step) => {
        const { writes } = job;
        if (writes === undefined) return [];
        const [expected, ...others] = branchesOf(step);
        const named = textOf(writes.names[0] ?? '');
        if (writes.kind === 'branch' && [expected, ...others].includes(named)) return [];
        return {
          workflow,
          job,
          step,
          message: `The step writes the branch ${quote(expected)}, but the job names the ${writes.kind} ${quote(named)}: whoever else writes that branch is not waited for. Give both the same value.`,
        };
      }),
    ),
);

function writesBranch(step: Step): step is OwnStep {
  if (step.kind !== 'own' || step.action !== 'manifest-merge') return false;
  return textOf(step.with['dry-run'] ?? false) !== 'true' && step.with.writer !== 'none';
}

/** How the branch can be named that the step writes: as it is given, and the branch of the run in place of nothing. */
function branchesOf(step: OwnStep): readonly [string, ...string[]] {
  const { branch = '' } = step.with;
  if (branch === '') return [textOf(github.ref_name)];
  return branch instanceof Expr ? [textOf(or(branch, github.ref_name)), textOf(branch)] : [textOf(branch)];
}

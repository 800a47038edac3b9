import { Expr } from '../expression/expr.ts';
import { jobsOfKind } from '../graph/set.ts';
import type { Step } from '../model/step.ts';
import { uploadsIn } from './artifacts.ts';
import { defineRule } from './rule.ts';
import { textOf } from './words.ts';

/** What is the same for all legs of a run. */
const SAME_FOR_ALL: ReadonlySet<string> = new Set(['github', 'inputs', 'needs', 'secrets', 'vars']);

/** Artifacts of one run have different names: the second leg that uploads is refused with 409. */
export const matrixArtifactName = defineRule(
  'matrix-artifact-name',
  'Each leg of a matrix uploads its artifact under a name of its own.',
  (set) =>
    jobsOfKind(set, 'steps')
      .filter(({ job }) => job.matrix !== undefined)
      .flatMap(({ workflow, job }) =>
        uploadsIn(job)
          .filter(({ step }) => !isOfOneLeg(step) && isSameForAll(step.with.name ?? 'artifact'))
          .map(({ step }) => ({
            workflow,
            job,
            step,
            message: `Every leg of "${job.id}" uploads its artifact as ${textOf(step.with.name ?? 'artifact')}: GitHub refuses all but the first (409), and with "overwrite" the last one is left. Put a value of the leg into the name.`,
          })),
      ),
);

function isSameForAll(name: Expr | string | number | boolean): boolean {
  return !(name instanceof Expr) || name.uses.every((use) => SAME_FOR_ALL.has(use));
}

/** Whether a condition on the leg chooses who uploads. */
function isOfOneLeg(step: Step): boolean {
  return step.if?.uses.some((use) => use === 'matrix' || use === 'strategy') === true;
}

import { jobsOf } from '../graph/set.ts';
import { defineRule } from './rule.ts';

/** The model has no word for it; a matrix that was put together by hand can say it all the same. */
export const matrixFailFast = defineRule('matrix-fail-fast', 'One red leg ends no other.', (set) =>
  jobsOf(set).flatMap(({ workflow, job }) => {
    const matrix: { readonly failFast?: unknown } & object = job.matrix ?? {};
    const { failFast = false } = matrix;
    if (failFast === false) return [];
    return {
      workflow,
      job,
      message: `The matrix says failFast: ${String(failFast)}, so the first red leg cancels the others half-way, whatever they were writing. Take it out: the policy of the outcome decides what may be missing.`,
    };
  }),
);

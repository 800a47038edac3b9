import { Expr } from '../expression/expr.ts';
import { referencesIn } from '../expression/node.ts';
import { jobsById } from '../graph/needs.ts';
import { valuesOf } from '../model/values.ts';
import { defineRule } from './rule.ts';

/** All legs write the same outputs, and the last one that says something wins. */
export const matrixOutput = defineRule(
  'matrix-output',
  'What the legs of a matrix have to say travels in parts, not in outputs.',
  ({ workflows }) =>
    workflows.flatMap((workflow) => {
      const jobs = jobsById(workflow);
      return valuesOf(workflow).flatMap(({ value, place: { job, step, key } }) => {
        if (!(value instanceof Expr) || key === 'when') return [];
        return referencesIn(value.node)
          .filter(({ context, path: [id, what] }) => {
            const isOfJob = context === 'needs' || context === 'jobs';
            return isOfJob && what === 'outputs' && jobs.get(id ?? '')?.matrix !== undefined;
          })
          .map(({ path: [id, , output = '*'] }) => ({
            workflow,
            job,
            step,
            message: `"${key}" reads the output "${output}" of the matrix "${id}": it is that of whichever leg came last. Let each leg leave a part, and read the parts.`,
          }));
      });
    }),
);

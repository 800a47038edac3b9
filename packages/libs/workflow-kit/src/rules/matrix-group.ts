import { Expr } from '../expression/expr.ts';
import { jobsOf } from '../graph/set.ts';
import type { Matrix } from '../model/matrix.ts';
import type { Value } from '../model/value.ts';
import { differs } from './leg-values.ts';
import { defineRule } from './rule.ts';
import { nameOfGroup } from './words.ts';

/** Legs in one group end or wait for each other; in a queue of one, all but two are cancelled. */
export const matrixGroup = defineRule('matrix-group', 'Each leg of a matrix has a group of its own.', (set) =>
  jobsOf(set).flatMap(({ workflow, job }) => {
    const { concurrency, matrix } = job;
    if (concurrency === undefined || matrix === undefined || isPerLeg(concurrency.group, matrix)) return [];
    return {
      workflow,
      job,
      message: `Legs of the matrix share the group ${nameOfGroup(concurrency)}, so they wait for each other or cancel one another. Name in it the value in which the legs differ, such as matrix.${matrix.key}.`,
    };
  }),
);

function isPerLeg(group: Value, matrix: Matrix): boolean {
  if (!(group instanceof Expr) || !group.uses.includes('matrix'))
    return !(matrix.over instanceof Expr) && matrix.over.length < 2;
  return differs(group, matrix);
}

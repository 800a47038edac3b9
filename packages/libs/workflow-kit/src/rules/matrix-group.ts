import { Expr, nodeOf } from '../expression/expr.ts';
import { type ExprNode, replaceNodes } from '../expression/node.ts';
import { textNode } from '../expression/text.ts';
import { jobsOf } from '../graph/set.ts';
import type { Leg, Matrix } from '../model/matrix.ts';
import type { Value } from '../model/value.ts';
import { defineRule } from './rule.ts';
import { nameOfGroup, textOf } from './words.ts';

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

function isPerLeg(group: Value, { over }: Matrix): boolean {
  if (!(group instanceof Expr) || !group.uses.includes('matrix'))
    return !(over instanceof Expr) && over.length < 2;
  if (over instanceof Expr) return true;
  const names = over.map((leg) => textOf(new Expr('string', put(group.node, leg))).toLowerCase());
  return new Set(names).size === names.length;
}

/** `group` as it is named for one leg. */
function put(group: ExprNode, leg: Leg): ExprNode {
  const node = replaceNodes(group, (found) => {
    const isField = found.kind === 'property' && found.of.kind === 'context' && found.of.name === 'matrix';
    return isField && typeof found.key === 'string' ? nodeOf(leg[found.key] ?? '') : undefined;
  });
  return node.kind === 'text' ? textNode(node.parts) : node;
}

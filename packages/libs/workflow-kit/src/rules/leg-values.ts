import { Expr, nodeOf } from '../expression/expr.ts';
import { type ExprNode, referencesIn, replaceNodes } from '../expression/node.ts';
import { textNode } from '../expression/text.ts';
import type { Leg, Matrix } from '../model/matrix.ts';
import type { Value } from '../model/value.ts';
import { textOf } from './words.ts';

/** What is the same for all legs of a run. */
const SAME_FOR_ALL: ReadonlySet<string> = new Set(['github', 'inputs', 'needs', 'secrets', 'vars']);

/**
 * For how many legs of a matrix a value is the same: for `all`, where nothing in it is of the leg; for `some`,
 * where legs that are written out share what it takes of them; for `none`, as far as is known here.
 */
export function sharedBy(value: Value, matrix: Matrix): 'all' | 'some' | 'none' {
  if (!(value instanceof Expr) || value.uses.every((use) => SAME_FOR_ALL.has(use))) return 'all';
  const isKnown = value.uses.every((use) => use === 'matrix' || SAME_FOR_ALL.has(use));
  return isKnown && !differs(value, matrix) ? 'some' : 'none';
}

/** Whether a value that reads the leg is another one for each leg; names that differ in case only are one. */
export function differs(value: Expr, { over }: Matrix): boolean {
  if (over instanceof Expr || readsWholeLeg(value.node)) return true;
  const names = over.map((leg) => textOf(new Expr('string', put(value.node, leg))).toLowerCase());
  return new Set(names).size === names.length;
}

function readsWholeLeg(node: ExprNode): boolean {
  return referencesIn(node).some(({ context, path: [field] }) => context === 'matrix' && field === undefined);
}

/** `value` as it is for one leg. */
function put(value: ExprNode, leg: Leg): ExprNode {
  const node = replaceNodes(value, (found) => {
    const isField = found.kind === 'property' && found.of.kind === 'context' && found.of.name === 'matrix';
    return isField && typeof found.key === 'string' ? nodeOf(leg[found.key] ?? '') : undefined;
  });
  return node.kind === 'text' ? textNode(node.parts) : node;
}

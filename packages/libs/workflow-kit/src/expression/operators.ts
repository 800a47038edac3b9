import {
  type Condition,
  conditionsOf,
  Expr,
  insistOnExpression,
  type Joined,
  joinedType,
  nodesOf,
  type Operand,
  type TypeOf,
  type UseOf,
} from './expr.ts';
import type { ExprNode, Operator } from './node.ts';

/** `one == other`. GitHub compares texts without regard to case. */
export const eq = comparison('==');
/** `one != other`. */
export const ne = comparison('!=');
/** `one < other`. */
export const lt = comparison('<');
/** `one <= other`. */
export const le = comparison('<=');
/** `one > other`. */
export const gt = comparison('>');
/** `one >= other`. */
export const ge = comparison('>=');

/** `!operand`. */
export function not<O extends Condition>(operand: O): Expr<'boolean', UseOf<O>> {
  const [node = NOTHING] = conditionsOf(not, [operand]);
  return new Expr('boolean', { kind: 'not', operand: node });
}

/**
 * `one && other && …`. It takes conditions only: of `condition && value || otherwise` nobody can say what
 * it gives where the value counts as false; `choose` says that.
 */
export function and<O extends readonly [Condition, ...Condition[]]>(
  ...operands: O
): Expr<'boolean', UseOf<O[number]>> {
  return new Expr('boolean', chain('&&', conditionsOf(and, operands)));
}

/** `one || other || …`: the first operand that counts as true, else the last. */
export function or<O extends readonly [Operand, ...Operand[]]>(
  ...operands: O
): Expr<Joined<TypeOf<O[number]>>, UseOf<O[number]>> {
  return new Expr(joinedType<TypeOf<O[number]>>(operands), chain('||', nodesOf(or, operands)));
}

/** The property `key` of an object: `object.key`, or `object[key]` for a key that is computed. */
export function get<O extends Expr, K extends string | Expr>(object: O, key: K): Expr<'json', UseOf<O | K>> {
  insistOnExpression(get, object);
  if (typeof key !== 'string') insistOnExpression(get, key);
  return new Expr('json', { kind: 'property', of: object.node, key: key instanceof Expr ? key.node : key });
}

/** Every element of a list, so that `get(every(list), 'name')` is the list of their names. */
export function every<O extends Expr>(list: O): Expr<'json', UseOf<O>> {
  insistOnExpression(every, list);
  return new Expr('json', { kind: 'every', of: list.node });
}

function comparison(operator: Operator) {
  const compare = <O extends Operand, P extends Operand>(one: O, other: P): Expr<'boolean', UseOf<O | P>> =>
    new Expr('boolean', { kind: 'operation', operator, operands: nodesOf(compare, [one, other]) });
  return compare;
}

const NOTHING: ExprNode = { kind: 'literal', value: null };

/** A chain within a chain of the same operator is one chain: GitHub's parser counts its depth. */
function chain(operator: '&&' | '||', operands: readonly ExprNode[]): ExprNode {
  const flat = operands.flatMap((node): readonly ExprNode[] =>
    node.kind === 'operation' && node.operator === operator ? node.operands : [node],
  );
  const [only] = flat;
  return flat.length === 1 && only !== undefined ? only : { kind: 'operation', operator, operands: flat };
}

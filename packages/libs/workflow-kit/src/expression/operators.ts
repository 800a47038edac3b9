import { quote } from '@gatehouse/action-kit/quote';
import { mistaken } from '../source/mistake.ts';
import { calledFrom } from '../source/position.ts';
import {
  type Condition,
  conditionsOf,
  Expr,
  type ExprType,
  insistOnExpression,
  type Joined,
  joinedType,
  nodeOf,
  nodesOf,
  type Operand,
  type TypeOf,
  typeOf,
  type UseOf,
  type Word,
} from './expr.ts';
import type { ExprNode, Operator } from './node.ts';
import { renderExpression } from './render.ts';

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
  const compare = <O extends Operand, P extends Operand>(
    one: O,
    other: P & Comparable<O, P>,
  ): Expr<'boolean', UseOf<O | P>> => {
    refuseUnlike(compare, one, other);
    return new Expr('boolean', { kind: 'operation', operator, operands: nodesOf(compare, [one, other]) });
  };
  return compare;
}

/** `never` for a flag and a text. */
type Comparable<O, P> = [ExprType] extends [TypeOf<O> | TypeOf<P>]
  ? unknown
  : ['boolean' | 'string'] extends [TypeOf<O> | TypeOf<P>]
    ? never
    : unknown;

/** GitHub makes numbers of a flag and a text, and of `false` as a text none. */
function refuseUnlike(word: Word, one: Operand, other: Operand): void {
  const [flag, text] = typeOf(one) === 'boolean' ? [one, other] : [other, one];
  if (typeOf(flag) !== 'boolean' || typeOf(text) !== 'string') return;
  const [shownFlag, shownText] = [flag, text].map((operand) => quote(renderExpression(nodeOf(operand))));
  mistaken(
    calledFrom(word),
    `${shownFlag} is true or false, and ${shownText} a text: GitHub compares them as numbers, so that not even false and 'false' are equal. Compare it with true or false.`,
  );
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

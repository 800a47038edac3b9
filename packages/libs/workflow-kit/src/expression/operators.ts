import {
  Expr,
  type ExprType,
  type Joined,
  joinedType,
  nodeOf,
  type Operand,
  type TypeOf,
  type UseOf,
} from './expr.ts';
import type { ExprNode, Operator } from './node.ts';
import type { Use } from './position.ts';

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
export function not<O extends Operand>(operand: O): Expr<'boolean', UseOf<O>> {
  return new Expr('boolean', { kind: 'not', operand: nodeOf(operand) });
}

/** `one && other && …`: the first operand that counts as false, else the last. */
export function and<O extends readonly [Operand, ...Operand[]]>(
  ...operands: O
): Expr<Joined<TypeOf<O[number]>>, UseOf<O[number]>> {
  return chain('&&', operands);
}

/** `one || other || …`: the first operand that counts as true, else the last. */
export function or<O extends readonly [Operand, ...Operand[]]>(
  ...operands: O
): Expr<Joined<TypeOf<O[number]>>, UseOf<O[number]>> {
  return chain('||', operands);
}

/** The property `key` of an object: `object.key`, or `object[key]` for a key that is computed. */
export function get<O extends Expr, K extends string | Expr>(object: O, key: K): Expr<'json', UseOf<O | K>> {
  return new Expr('json', { kind: 'property', of: object.node, key: key instanceof Expr ? key.node : key });
}

/** Every element of a list, so that `get(every(list), 'name')` is the list of their names. */
export function every<O extends Expr>(list: O): Expr<'json', UseOf<O>> {
  return new Expr('json', { kind: 'every', of: list.node });
}

function comparison(operator: Operator) {
  return <O extends Operand, P extends Operand>(one: O, other: P): Expr<'boolean', UseOf<O | P>> =>
    new Expr('boolean', { kind: 'operation', operator, operands: [nodeOf(one), nodeOf(other)] });
}

/** A chain within a chain of the same operator is one chain: GitHub's parser counts its depth. */
function chain<T extends ExprType, U extends Use>(
  operator: '&&' | '||',
  operands: readonly Operand[],
): Expr<Joined<T>, U> {
  const flat = operands
    .map(nodeOf)
    .flatMap((node): readonly ExprNode[] =>
      node.kind === 'operation' && node.operator === operator ? node.operands : [node],
    );
  const [only] = flat;
  const type = joinedType<T>(operands);
  if (flat.length === 1 && only !== undefined) return new Expr(type, only);
  return new Expr(type, { kind: 'operation', operator, operands: flat });
}

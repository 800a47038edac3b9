import { quote } from '@gatehouse/action-kit/quote';
import { mistaken } from '../source/mistake.ts';
import { calledFrom } from '../source/position.ts';
import { type ExprNode, type Literal, usesOf } from './node.ts';
import type { Position, Use, UseAt } from './position.ts';
import { renderExpression } from './render.ts';

/** What an expression gives. `json` is whatever GitHub finds at run time, and may stand anywhere. */
export type ExprType = 'boolean' | 'json' | 'number' | 'string';

const MARK: unique symbol = Symbol.for('gatehouse.expression') as never;

/**
 * An expression of GitHub's language as a value: what type it gives and what it makes use of is part
 * of its TypeScript type, so a context at the wrong position does not compile.
 */
export class Expr<out T extends ExprType = ExprType, out U extends Use = Use> {
  /** A source and the command that loads it may hold two copies of this module; both know its values. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && MARK in value;
  }

  readonly [MARK] = true;
  readonly type: T;
  /** The contexts and positioned functions in it, sorted. */
  readonly uses: readonly U[];
  readonly node: ExprNode;

  constructor(type: T, node: ExprNode) {
    this.type = type;
    this.uses = usesOf(node) as readonly U[];
    this.node = node;
  }

  /**
   * An expression never becomes text by itself: in a script it would be executed with whatever a
   * stranger wrote into a branch name (GitHub's "script injection").
   */
  [Symbol.toPrimitive](): never {
    return mistaken(calledFrom(this[Symbol.toPrimitive]), asPlainText(this));
  }
}

/** What to say about an expression that is used as plain text. */
export function asPlainText({ node }: Expr): string {
  return `The expression ${renderExpression(node)} is used as plain text. In a script, hand it over through "env" and read the variable; elsewhere write expr\`…\`.`;
}

/** An expression that may stand at the position `P`. */
export type ExprAt<P extends Position, T extends ExprType = ExprType> = Expr<T, UseAt<P>>;

/** An operand: an expression, or a value that is written out. */
export type Operand<U extends Use = Use> = Expr<ExprType, U> | Literal;

/** What the operands make use of. */
export type UseOf<O> = O extends Expr<ExprType, infer U> ? U : never;

/** The type of an operand's value. */
export type TypeOf<O> =
  O extends Expr<infer T, Use>
    ? T
    : O extends string
      ? 'string'
      : O extends number
        ? 'number'
        : O extends boolean
          ? 'boolean'
          : 'json';

/** One type when all are the same, else `json`. */
export type Joined<T extends ExprType> = [T] extends ['boolean']
  ? 'boolean'
  : [T] extends ['number']
    ? 'number'
    : [T] extends ['string']
      ? 'string'
      : 'json';

/** The structure of an operand. */
export function nodeOf(operand: Operand): ExprNode {
  return operand instanceof Expr ? operand.node : { kind: 'literal', value: operand };
}

/** A word of the expression language, for the line on which it stands. */
export type Word = (...operands: never[]) => unknown;

/** The structures of what `word` is given; its types may not have been looked at. */
export function nodesOf(word: Word, operands: readonly Operand[]): readonly ExprNode[] {
  const stray = operands.findIndex((operand) => !(operand instanceof Expr) && !isLiteral(operand));
  if (stray >= 0) {
    mistaken(
      calledFrom(word),
      `Found ${quote(operands[stray])} in an expression; expected an expression such as github.ref, a text, a number, true, false or null.`,
    );
  }
  return operands.map(nodeOf);
}

function isLiteral(value: unknown): value is Literal {
  return value === null || /^(?:boolean|number|string)$/.test(typeof value);
}

/** What is `true` or `false` itself, and does not only count as one of them. */
export type Condition<U extends Use = Use> = Expr<'boolean', U> | boolean;

/** {@link nodesOf}, for conditions: GitHub takes every text but an empty one for true, `'false'` too. */
export function conditionsOf(word: Word, operands: readonly Condition[]): readonly ExprNode[] {
  const nodes = nodesOf(word, operands);
  const stray = operands.findIndex((operand) => typeOf(operand) !== 'boolean');
  const node = nodes[stray];
  if (node !== undefined) {
    mistaken(
      calledFrom(word),
      `${quote(renderExpression(node))} is not sure to be true or false; every text but an empty one counts as true, "false" too. Compare it: eq(…, 'true') for a text, eq(…, true) for a value of the event or the leg.`,
    );
  }
  return nodes;
}

/** Refuses what is no expression where `word` takes nothing else. */
export function insistOnExpression(word: Word, value: unknown): void {
  if (!(value instanceof Expr))
    mistaken(calledFrom(word), `Found ${quote(value)}; expected an expression such as github.ref.`);
}

/** {@link Joined}, for values. */
export function joinedType<T extends ExprType>(operands: readonly Operand[]): Joined<T> {
  const types = new Set<ExprType>(operands.map(typeOf));
  const [only] = types;
  return (types.size === 1 && only !== undefined ? only : 'json') as Joined<T>;
}

/** The type of an operand's value; of a literal, its own. */
export function typeOf(operand: Operand): ExprType {
  if (operand instanceof Expr) return operand.type;
  return operand === null ? 'json' : (typeof operand as 'boolean' | 'number' | 'string');
}

import type { Expr, ExprAt, ExprType } from '../expression/expr.ts';
import type { Position } from '../expression/position.ts';

/** A value in a built workflow: written out, or an expression. */
export type Value = string | number | boolean | Expr;

/** Values by name, such as `env` and `with`; their order carries no meaning. */
export type Values = Readonly<Record<string, Value>>;

/** A text at the position `P`. GitHub makes text of whatever an expression gives. */
export type TextAt<P extends Position> = string | ExprAt<P>;

/** A number at the position `P`. */
export type NumberAt<P extends Position> = number | ExprAt<P, 'number' | 'json'>;

/** `true` or `false` at the position `P`. */
export type FlagAt<P extends Position> = boolean | ExprAt<P, 'boolean' | 'json'>;

/** Texts, numbers and flags by name at the position `P`. */
export type ValuesAt<P extends Position, T extends ExprType = ExprType> = Readonly<
  Record<string, string | number | boolean | ExprAt<P, T>>
>;

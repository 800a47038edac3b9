import type { ExprAt } from '../expression/expr.ts';

/** What `own('<name>')` takes and gives: an action of the library as its `action.yml` and its code declare it. */
export interface OwnActionType<I extends object = object, Output extends string = string> {
  /** What goes under `with`; what must be given is not optional. */
  readonly inputs: I;
  readonly outputs: Output;
}

/** A value for an input that takes text. */
export type TextInput = string | number | boolean | ExprAt<'step-with'>;

/** One of the words `W`, or an expression that gives one of them; `true` and `false` also as booleans. */
export type WordInput<W extends string> =
  | W
  | ('true' extends W ? true : never)
  | ('false' extends W ? false : never)
  | ExprAt<'step-with', 'json' | 'string' | ('true' extends W ? 'boolean' : never)>;

/** A value for an input that takes `true` or `false`. */
export type FlagInput = WordInput<'true' | 'false'>;

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
import type { Use } from './position.ts';

// https://docs.github.com/actions/reference/workflows-and-actions/expressions#functions

/** Whether a list holds `item`, or a text holds it as a part. */
export function contains<O extends Operand, P extends Operand>(
  search: O,
  item: P,
): Expr<'boolean', UseOf<O | P>> {
  return call('boolean', 'contains', [search, item]);
}

/** Whether a text starts with another, without regard to case. */
export function startsWith<O extends Operand, P extends Operand>(
  text: O,
  start: P,
): Expr<'boolean', UseOf<O | P>> {
  return call('boolean', 'startsWith', [text, start]);
}

/** Whether a text ends with another, without regard to case. */
export function endsWith<O extends Operand, P extends Operand>(
  text: O,
  end: P,
): Expr<'boolean', UseOf<O | P>> {
  return call('boolean', 'endsWith', [text, end]);
}

/** `pattern` with `{0}`, `{1}`, … replaced; expr`…` says the same and is easier to read. */
export function format<O extends readonly Operand[]>(
  pattern: string,
  ...values: O
): Expr<'string', UseOf<O[number]>> {
  return call('string', 'format', [pattern, ...values]);
}

/** The elements of a list as one text. */
export function join<O extends Operand>(list: O, separator = ','): Expr<'string', UseOf<O>> {
  return call('string', 'join', [list, separator]);
}

/** A value as JSON on several lines. */
export function toJSON<O extends Operand>(value: O): Expr<'string', UseOf<O>> {
  return call('string', 'toJSON', [value]);
}

/** The value that a JSON text holds; `type` is what its writer promises it to be. */
export function fromJSON<O extends Operand, T extends ExprType = 'json'>(
  text: O,
  type: T = 'json' as T,
): Expr<T, UseOf<O>> {
  return call(type, 'fromJSON', [text]);
}

/** sha256 over the files of the workspace that match; known to steps only. */
export function hashFiles(...patterns: readonly [string, ...string[]]): Expr<'string', 'hashFiles()'> {
  return call('string', 'hashFiles', patterns);
}

/**
 * `value` where `condition` holds, else `otherwise`. Unlike `condition && value || otherwise` it is
 * right for a value that counts as false. GitHub's `case`, known since 2026, takes no condition that
 * is not `true` or `false` itself.
 */
export function choose<C extends Expr<'boolean'>, O extends Operand, P extends Operand>(
  condition: C,
  value: O,
  otherwise: P,
): Expr<Joined<TypeOf<O | P>>, UseOf<C | O | P>> {
  return call(joinedType<TypeOf<O | P>>([value, otherwise]), 'case', [condition, value, otherwise]);
}

/** Whether no job (or step) before has failed, been cancelled or skipped. What `if:` means without a word. */
export const success = (): Expr<'boolean', 'success()'> => call('boolean', 'success', []);

/** Whether a job (or step) before has failed. */
export const failure = (): Expr<'boolean', 'failure()'> => call('boolean', 'failure', []);

/** Whether the run was cancelled. */
export const cancelled = (): Expr<'boolean', 'cancelled()'> => call('boolean', 'cancelled', []);

/** True, whatever happened, even after the run was cancelled. */
export const always = (): Expr<'boolean', 'always()'> => call('boolean', 'always', []);

function call<T extends ExprType, U extends Use>(
  type: T,
  name: string,
  args: readonly Operand[],
): Expr<T, U> {
  return new Expr(type, { kind: 'call', name, args: args.map(nodeOf) });
}

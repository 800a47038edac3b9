import { mistaken } from '../source/mistake.ts';
import { calledFrom } from '../source/position.ts';
import {
  conditionsOf,
  Expr,
  type ExprType,
  type Joined,
  joinedType,
  nodesOf,
  type Operand,
  type TypeOf,
  type UseOf,
  type Word,
} from './expr.ts';
import type { Use } from './position.ts';

// https://docs.github.com/actions/reference/workflows-and-actions/expressions#functions

/**
 * Whether a list holds `item`, or a text holds it as a part. A text that is written out holds `a` in
 * `'alpha'`, so what is meant as a list is given as one: `contains(['alpha', 'beta'], item)`.
 */
export function contains<S extends Expr | readonly string[], P extends Operand>(
  search: S,
  item: P,
): Expr<'boolean', UseOf<S | P>> {
  return call(contains, 'contains', 'boolean', [searched(search), item]);
}

function searched(search: unknown): Operand {
  if (Array.isArray(search) && search.every((one) => typeof one === 'string'))
    return call(contains, 'fromJSON', 'json', [JSON.stringify(search)]);
  if (search instanceof Expr && search.node.kind !== 'literal') return search;
  return mistaken(
    calledFrom(contains),
    'contains(…) looks for a part of a text that is written out, "a" in "alpha beta" too. Give a list: contains(["alpha", "beta"], …).',
  );
}

/** Whether a text starts with another, without regard to case. */
export function startsWith<O extends Operand, P extends Operand>(
  text: O,
  start: P,
): Expr<'boolean', UseOf<O | P>> {
  return call(startsWith, 'startsWith', 'boolean', [text, start]);
}

/** Whether a text ends with another, without regard to case. */
export function endsWith<O extends Operand, P extends Operand>(
  text: O,
  end: P,
): Expr<'boolean', UseOf<O | P>> {
  return call(endsWith, 'endsWith', 'boolean', [text, end]);
}

/** `pattern` with `{0}`, `{1}`, … replaced; expr`…` says the same and is easier to read. */
export function format<O extends readonly Operand[]>(
  pattern: string,
  ...values: O
): Expr<'string', UseOf<O[number]>> {
  return call(format, 'format', 'string', [pattern, ...values]);
}

/** The elements of a list as one text. */
export function join<O extends Operand>(list: O, separator = ','): Expr<'string', UseOf<O>> {
  return call(join, 'join', 'string', [list, separator]);
}

/** A value as JSON on several lines. */
export function toJSON<O extends Operand>(value: O): Expr<'string', UseOf<O>> {
  return call(toJSON, 'toJSON', 'string', [value]);
}

/** The value that a JSON text holds; `type` is what its writer promises it to be. */
export function fromJSON<O extends Operand, T extends ExprType = 'json'>(
  text: O,
  type: T = 'json' as T,
): Expr<T, UseOf<O>> {
  return call(fromJSON, 'fromJSON', type, [text]);
}

/** sha256 over the files of the workspace that match; known to steps only. */
export function hashFiles(...patterns: readonly [string, ...string[]]): Expr<'string', 'hashFiles()'> {
  return call(hashFiles, 'hashFiles', 'string', patterns);
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
  conditionsOf(choose, [condition]);
  return call(choose, 'case', joinedType<TypeOf<O | P>>([value, otherwise]), [condition, value, otherwise]);
}

/** Whether no job (or step) before has failed, been cancelled or skipped. What `if:` means without a word. */
export const success = (): Expr<'boolean', 'success()'> => call(success, 'success', 'boolean', []);

/** Whether a job (or step) before has failed. */
export const failure = (): Expr<'boolean', 'failure()'> => call(failure, 'failure', 'boolean', []);

/** Whether the run was cancelled. */
export const cancelled = (): Expr<'boolean', 'cancelled()'> => call(cancelled, 'cancelled', 'boolean', []);

/** True, whatever happened, even after the run was cancelled. */
export const always = (): Expr<'boolean', 'always()'> => call(always, 'always', 'boolean', []);

function call<T extends ExprType, U extends Use>(
  word: Word,
  name: string,
  type: T,
  args: readonly Operand[],
): Expr<T, U> {
  return new Expr(type, { kind: 'call', name, args: nodesOf(word, args) });
}

import { quote } from '@gatehouse/action-kit/quote';
import { Expr, type ExprType } from '../expression/expr.ts';
import { mistaken } from '../source/mistake.ts';
import type { SourcePosition } from '../source/position.ts';

/** A value for a message. An expression never becomes text by itself, and a handle holds functions. */
export function shown(value: unknown): string {
  if (value instanceof Expr) return `an expression that gives ${GIVES[value.type as ExprType]}`;
  if (value instanceof Promise) return 'a promise';
  if (typeof value === 'number') return String(value);
  return typeof value === 'function' ? 'a function' : quote(value);
}

const GIVES: Readonly<Record<ExprType, string>> = {
  boolean: 'true or false',
  json: 'whatever is found at run time',
  number: 'a number',
  string: 'a text',
};

/** Refuses a text that is none, or empty; `what` begins the sentence. */
export function insistOnText(at: SourcePosition, what: string, text: unknown): void {
  if (typeof text !== 'string' || text.trim() === '')
    mistaken(at, `${what} is ${shown(text)}; expected a text.`);
}

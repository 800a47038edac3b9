import { quote } from '@gatehouse/action-kit/quote';
import { Expr, type ExprType } from '../expression/expr.ts';
import { type Mistake, refuse } from '../source/mistake.ts';
import type { SourcePosition } from '../source/position.ts';
import { suggestion } from '../source/suggestion.ts';
import { shown } from './shown.ts';

/** What a field may hold. Node takes the types out of a source, so who runs it unchecked learns it from here. */
export interface Form {
  /** Behind "expected". */
  readonly expected: string;
  readonly fits: (value: unknown) => boolean;
  readonly required: boolean;
  /** What is wrong within a value that fits; `what` begins the sentences. */
  readonly within?: (what: string, value: Readonly<Record<string, unknown>>) => readonly string[];
}

/** The fields of something that an author writes, by name. */
export type Forms = Readonly<Record<string, Form>>;

/** Whether `value` is a plain object, and no list, expression, promise or function. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === '[object Object]' && !(value instanceof Expr);
}

/** Whether `value` is a list of `one`, and of at least one of them. */
export function isListOf<T>(value: unknown, one: (item: unknown) => item is T): value is readonly [T, ...T[]];
export function isListOf(value: unknown, one: (item: unknown) => boolean): value is readonly [unknown];
export function isListOf(value: unknown, one: (item: unknown) => boolean): boolean {
  // `every` passes over the holes of a list.
  return Array.isArray(value) && value.length > 0 && Array.from<unknown>(value).every(one);
}

/** Whether `value` is a text with something in it. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}

/** Whether `value` is a text, a number or a flag that is written out. */
export function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

const isText = (value: unknown) => typeof value === 'string' || value instanceof Expr;
const isLabel = (value: unknown) => isName(value) || value instanceof Expr;
const isValue = (value: unknown) => isPlain(value) || value instanceof Expr;
const gives = (value: unknown, ...types: readonly ExprType[]): value is Expr =>
  value instanceof Expr && types.includes(value.type);

/** A form of one's own, with an example in `expected`. */
export function such(expected: string, fits: Form['fits']): Form {
  return { expected, fits, required: false };
}

/** The forms that the words of the model are made of. */
export const a = {
  text: such('a text or an expression', isText),
  label: such('a text that is not empty, or an expression', isLabel),
  name: such('a text', (value) => typeof value === 'string'),
  number: such(
    'a number, or an expression that gives one',
    (value) => Number.isFinite(value) || gives(value, 'number', 'json'),
  ),
  flag: such(
    'true, false, or an expression that gives one of them',
    (value) => typeof value === 'boolean' || gives(value, 'boolean', 'json'),
  ),
  constant: such('true or false', (value) => typeof value === 'boolean'),
  condition: such(
    "an expression that is true or false itself, such as eq(…, 'yes'); every text but an empty one counts as true",
    (value) => gives(value, 'boolean'),
  ),
  names: such('a list of texts', (value) => Array.isArray(value) && value.every(isName)),
  values: such(
    'an object of texts, numbers, flags and expressions',
    (value) => isRecord(value) && Object.values(value).every((one) => one === undefined || isValue(one)),
  ),
  labels: such(
    'a text that is not empty, an expression, or a list of them',
    (value) => isLabel(value) || isListOf(value, isLabel),
  ),
  builder: such('a function', (value) => typeof value === 'function'),
} satisfies Forms;

/** The same form for a field that must be there. */
export const must = (one: Form): Form => ({ ...one, required: true });

/** One of `words`. */
export function oneOf(words: readonly string[]): Form {
  const expected = words.map((word) => `"${word}"`).join(' or ');
  return such(expected, (value) => typeof value === 'string' && words.includes(value));
}

/** An object of these `forms`. */
export function fields(expected: string, forms: Forms): Form {
  return { ...such(expected, isRecord), within: (what, value) => formMessages(what, value, forms) };
}

/** An object with a value of the form `one` for each name. */
export function named(expected: string, one: Form): Form {
  const within: Form['within'] = (what, value) =>
    Object.entries(value).flatMap(([name, held]) => fault(what, name, held, { [name]: one }));
  return { ...such(expected, isRecord), within };
}

/** Refuses `spec`, which was written at `at`, when it is not of these forms; `what` begins the sentences. */
export function checkForm(at: SourcePosition, what: string, spec: unknown, forms: Forms): void {
  refuse(formMessages(what, spec, forms).map((message): Mistake => ({ at, message })));
}

/** What is wrong with `spec`, as {@link checkForm} says it. */
export function formMessages(what: string, spec: unknown, forms: Forms): readonly string[] {
  if (!isRecord(spec)) return [`${what} is ${shown(spec)}; expected an object.`];
  const given = Object.entries(spec).filter(([, value]) => value !== undefined);
  const names = new Set(given.map(([name]) => name));
  const missing = Object.entries(forms).filter(([name, { required }]) => required && !names.has(name));
  return [
    ...given.flatMap(([name, value]) => fault(what, name, value, forms)),
    ...missing.map(([name, { expected }]) => `${what} has no "${name}"; expected ${expected}.`),
  ];
}

function fault(what: string, name: string, value: unknown, forms: Forms): readonly string[] {
  const known = Object.hasOwn(forms, name) ? forms[name] : undefined;
  if (known === undefined)
    return [`${what} has no field ${quote(name)}.${suggestion(name, Object.keys(forms))}`];
  const field = `${quote(name)} of ${lower(what)}`;
  if (!known.fits(value)) return [`${field} is ${shown(value)}; expected ${known.expected}.`];
  return isRecord(value) ? (known.within?.(field, value) ?? []) : [];
}

function lower(what: string): string {
  return what.charAt(0).toLowerCase() + what.slice(1);
}

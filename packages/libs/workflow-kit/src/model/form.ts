import { quote } from '@gatehouse/action-kit/quote';
import { Expr } from '../expression/expr.ts';
import { type Mistake, refuse } from '../source/mistake.ts';
import type { SourcePosition } from '../source/position.ts';
import { suggestion } from '../source/suggestion.ts';

/** What a field may hold. Node takes the types out of a source, so who runs it unchecked learns it from here. */
export interface Form {
  /** Behind "expected". */
  readonly expected: string;
  readonly fits: (value: unknown) => boolean;
  readonly required: boolean;
}

/** The fields of something that an author writes, by name. */
export type Forms = Readonly<Record<string, Form>>;

const isRecord = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Expr);
const isValue = (value: unknown) => value instanceof Expr || /^(string|number|boolean)$/.test(typeof value);

const form = (expected: string, fits: Form['fits']): Form => ({ expected, fits, required: false });

/** The forms that the words of the model are made of. */
export const a = {
  text: form('a text or an expression', isValue),
  name: form('a text', (value) => typeof value === 'string'),
  number: form('a number or an expression', (value) => typeof value === 'number' || value instanceof Expr),
  flag: form('true, false or an expression', (value) => typeof value === 'boolean' || value instanceof Expr),
  condition: form('an expression, such as eq(…)', (value) => value instanceof Expr),
  list: form('a list', Array.isArray),
  record: form('an object', isRecord),
  values: form(
    'an object of texts, numbers, flags and expressions',
    (value) =>
      isRecord(value) && Object.values(value as object).every((one) => one === undefined || isValue(one)),
  ),
  texts: form(
    'a text, an expression, or a list of them',
    (value) => isValue(value) || (Array.isArray(value) && value.every(isValue)),
  ),
  builder: form('a function', (value) => typeof value === 'function'),
} satisfies Forms;

/** A form of one's own, with an example in `expected`. */
export const such = form;

/** The same form for a field that must be there. */
export const must = (one: Form): Form => ({ ...one, required: true });

/** Refuses `spec`, which was written at `at`, when it is not of these forms; `what` begins the sentences. */
export function checkForm(at: SourcePosition, what: string, spec: unknown, forms: Forms): void {
  if (!isRecord(spec)) refuse([{ at, message: `${what} is ${shown(spec)}; expected an object.` }]);
  const given = Object.entries(spec as object).filter(([, value]) => value !== undefined);
  const names = new Set(given.map(([name]) => name));
  const missing = Object.entries(forms).filter(([name, { required }]) => required && !names.has(name));
  const messages = [
    ...given.flatMap(([name, value]) => fault(what, name, value, forms)),
    ...missing.map(([name, { expected }]) => `${what} has no "${name}"; expected ${expected}.`),
  ];
  refuse(messages.map((message): Mistake => ({ at, message })));
}

function fault(what: string, name: string, value: unknown, forms: Forms): readonly string[] {
  const known = Object.hasOwn(forms, name) ? forms[name] : undefined;
  if (known === undefined)
    return [`${what} has no field ${quote(name)}.${suggestion(name, Object.keys(forms))}`];
  return known.fits(value)
    ? []
    : [`"${name}" of ${lower(what)} is ${shown(value)}; expected ${known.expected}.`];
}

/** An expression never becomes text by itself, and a handle holds functions. */
function shown(value: unknown): string {
  if (value instanceof Expr) return 'an expression';
  if (value instanceof Promise) return 'a promise';
  return typeof value === 'function' ? 'a function' : quote(value);
}

function lower(what: string): string {
  return what.charAt(0).toLowerCase() + what.slice(1);
}

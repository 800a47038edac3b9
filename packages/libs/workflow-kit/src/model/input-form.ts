import { quoteList } from '@gatehouse/action-kit/quote';
import { Expr } from '../expression/expr.ts';
import { mistaken } from '../source/mistake.ts';
import type { SourcePosition } from '../source/position.ts';
import { a, type Forms, formMessages, isListOf, isName, isPlain, isRecord, must, such } from './form.ts';
import type { CallType, Input } from './input.ts';
import { shown } from './shown.ts';

/** What can be said of an input, by its type. */
export const INPUT_FORMS: Readonly<Record<CallType, Forms>> = {
  boolean: formsOf('boolean', 'true or false'),
  number: formsOf('number', 'a number'),
  string: formsOf('string', 'a text'),
};

function formsOf(type: CallType, expected: string): Forms {
  const preset = such(`${expected}, or an expression that gives it`, (value) =>
    value instanceof Expr
      ? value.type === type || value.type === 'json'
      : isPlain(value) && typeof value === type,
  );
  return { description: must(a.name), required: a.constant, default: preset };
}

/** Whether `value` is what a word of `input` gives. */
export function isDeclaredInput(value: unknown): value is Input {
  if (!isRecord(value)) return false;
  const { type, form, options, ...spec } = value;
  if (type !== 'boolean' && type !== 'number' && type !== 'string') return false;
  const isChoice = form === 'choice';
  const isForm = form === type || (type === 'string' && (isChoice || form === 'environment'));
  const hasOptions = isChoice ? isListOf(options, isName) : options === undefined;
  return isForm && hasOptions && formMessages('', spec, INPUT_FORMS[type]).length === 0;
}

/** Refuses `options` that are none, and a default that is not one of them. */
export function checkChoice(at: SourcePosition, options: unknown, spec: unknown): void {
  if (!isListOf(options, isName))
    mistaken(at, `Found ${shown(options)} to choose from; expected a list of texts.`);
  const preset = isRecord(spec) ? spec.default : undefined;
  if (preset !== undefined && !options.some((option) => option === preset))
    mistaken(at, `The default ${shown(preset)} is none of ${quoteList(options)}.`);
}

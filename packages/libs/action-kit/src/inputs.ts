import { getInput } from '@actions/core';
import * as z from 'zod/mini';
import { ActionError } from './errors.ts';
import { takesOnly, wordsOf } from './input-words.ts';
import { quote } from './quote.ts';
import { redact } from './redaction.ts';
import { registerSecret } from './secrets.ts';

/** Gives the raw text of an input, empty when it was not set. */
export type InputSource = (name: string) => string;

/** The inputs of the step that runs. */
export const runnerInputs: InputSource = (name) => getInput(name, { trimWhitespace: false });

/** One input: the text of the workflow becomes a `T`. */
export type Input<T> = z.ZodMiniType<T, string>;

/** The inputs of one action by their names in `action.yml`. */
export type InputShape = Readonly<Record<string, Input<unknown>>>;

export type InputValues<Shape extends InputShape> = {
  readonly [Name in keyof Shape]: z.output<Shape[Name]>;
};

/**
 * Reads every input of `shape`. All mistakes are told at once, in one `INVALID_INPUT` error.
 */
export function readInputs<Shape extends InputShape>(
  shape: Shape,
  source: InputSource = runnerInputs,
): InputValues<Shape> {
  const values: Record<string, unknown> = {};
  const mistakes: string[] = [];
  for (const [name, input] of Object.entries(shape)) {
    const parsed = z.safeParse(input, source(name));
    if (parsed.success) values[name] = parsed.data;
    else mistakes.push(`${name}: ${parsed.error.issues.map((issue) => issue.message).join('; ')}`);
  }
  if (mistakes.length > 0) throw invalidInput(...mistakes);
  return values as InputValues<Shape>;
}

/** The error for inputs that cannot be what they are, or what they are beside others: one message each. */
export function invalidInput(...mistakes: readonly string[]): ActionError<'INVALID_INPUT'> {
  return new ActionError({
    code: 'INVALID_INPUT',
    message: redact(mistakes.join('\n')),
    hint: `Correct the ${mistakes.length === 1 ? 'input' : 'inputs'} under "with:" in the workflow.`,
  });
}

/**
 * An input read by `parse`, which returns `undefined` for a text it does not take.
 * `wanted` completes the sentence "found …, expected …".
 */
export function input<T>(wanted: string, parse: (text: string) => T | undefined): Input<T> {
  return z.pipe(
    z.string(),
    z.transform((raw: string, context) => {
      const text = withoutBlanks(raw);
      const value = parse(text);
      if (value !== undefined) return value;
      const found = text === '' ? 'nothing' : quote(text);
      context.issues.push({ code: 'custom', message: `found ${found}, expected ${wanted}`, input: raw });
      return z.NEVER;
    }),
  );
}

/**
 * Blanks, tabs and line ends at both ends come from YAML. Nothing else is cut off: a ref may hold U+00A0 or
 * U+FEFF, and without it `v1.2.3` would be made of another tag.
 */
function withoutBlanks(text: string): string {
  return text.replace(/^[ \t\r\n]+/, '').replace(/(?<![ \t\r\n])[ \t\r\n]+$/, '');
}

/** `inner`, or `undefined` when the input was not set. */
export function optional<T>(inner: Input<T>): Input<T | undefined> {
  const found = z.pipe(
    z.string(),
    z.transform((raw: string, context) => {
      if (withoutBlanks(raw) === '') return undefined;
      const parsed = z.safeParse(inner, raw);
      if (parsed.success) return parsed.data;
      for (const { message } of parsed.error.issues)
        context.issues.push({ code: 'custom', message, input: raw });
      return z.NEVER;
    }),
  );
  return takesOnly(found, wordsOf(inner));
}

/** `inner`, or `value` when the input was not set. */
export function withDefault<T>(inner: Input<T>, value: T): Input<T> {
  const filled = z.pipe(
    optional(inner),
    z.transform((found: T | undefined) => found ?? value),
  );
  return takesOnly(filled, wordsOf(inner));
}

/** Text that must be there. */
export const text = (wanted = 'a text'): Input<string> => input(wanted, (found) => found || undefined);

/** Text that matches `form`. */
export const matching = (form: RegExp, wanted: string): Input<string> =>
  input(wanted, (found) => (form.test(found) ? found : undefined));

/** `true` or `false`, in the spellings of YAML 1.2 that the runner passes on. */
export const flag = (): Input<boolean> =>
  takesOnly(
    input('true or false', (found) =>
      /^(true|True|TRUE)$/.test(found) ? true : /^(false|False|FALSE)$/.test(found) ? false : undefined,
    ),
    ['true', 'false'],
  );

/** A whole number from `least` to `most`. */
export const integer = (least: number, most: number): Input<number> =>
  input(`a whole number from ${least} to ${most}`, (found) => {
    const value = /^\d{1,15}$/.test(found) ? Number(found) : Number.NaN;
    return value >= least && value <= most ? value : undefined;
  });

/** One of `words`. */
export const choice = <const Word extends string>(...words: readonly Word[]): Input<Word> =>
  takesOnly(
    input(words.join(', ').replace(/, ([^,]*)$/, ' or $1'), (found) => words.find((word) => word === found)),
    words,
  );

/** One value a line; blank lines and lines that start with `#` are left out. */
export const lines = (): Input<readonly string[]> =>
  input('one value a line', (found) =>
    found
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#')),
  );

const MILLISECONDS: ReadonlyMap<string | undefined, number> = new Map([
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['h', 3_600_000],
]);

/** A duration such as `90s`, `10m` or `2h`, in milliseconds. */
export const duration = (): Input<number> =>
  input('a duration such as 90s, 10m or 2h', (found) => {
    const [, count, unit] = /^(\d{1,7})(ms|s|m|h)$/.exec(found) ?? [];
    const factor = MILLISECONDS.get(unit);
    return factor === undefined ? undefined : Number(count) * factor;
  });

/** A secret: masked in the log from here on, and never shown in a message. */
export const secret = (): Input<string> =>
  input('a secret', (found) => {
    registerSecret(found);
    return found || undefined;
  });

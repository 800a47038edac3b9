import * as z from 'zod/mini';
import { ADDRESSABLE } from '../addressable.ts';

/**
 * The forms of values in an expectation file. Every scalar arrives as the text that it is, so a name may
 * look like a number. The message of each issue completes the sentence "found …, expected …".
 */

/** Text that matches `form`. */
export const text = (form: RegExp, wanted: string) =>
  z.string({ error: wanted }).check(z.regex(form, { error: wanted }));

/** One of `words`. */
export const word = <const Word extends string>(...words: readonly [Word, ...Word[]]) =>
  z.enum(words, { error: words.join(', ').replace(/, ([^,]*)$/, ' or $1') });

/** `true` or `false`. */
export const flag = z.pipe(
  word('true', 'false'),
  z.transform((found) => found === 'true'),
);

/** A whole number of `unit`. */
export const wholeNumber = (least: number, most: number, unit: string) => {
  const wanted = `a whole number of ${unit} from ${least} to ${most}`;
  return z
    .pipe(text(/^\d{1,9}$/, wanted), z.transform(Number))
    .check(z.refine((found) => found >= least && found <= most, { error: wanted }));
};

/** A list. */
export const listOf = <T extends z.core.$ZodType>(item: T) => z.array(item, { error: 'a list' });

/** A value, or the word `any` for what is not to be compared. */
export const anyOr = <T extends z.core.$ZodType>(inner: T, wanted = 'a list or any') =>
  z.union([z.literal('any', { error: wanted }), inner], { error: wanted });

/** A mapping of these keys and no others; the message names them all. */
export const mapping = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.strictObject(shape, { error: Object.keys(shape).join(', ') });

/** The name of a workflow's file. */
export const workflowFile = text(
  /^[^/\\\p{Cc}\p{Cs}]+\.ya?ml$/u,
  'the name of a workflow file such as release.yml',
);

/** The name of something that GitHub is asked for by it. */
export const addressable = text(ADDRESSABLE, 'a name other than "." and "..", on one line');

/** A mapping of names to values, as pairs. */
export const named = <T extends z.core.$ZodType>(value: T, name = text(/\S/, 'a name')) =>
  z.pipe(
    z.record(name, value, { error: 'a mapping of names' }),
    z.transform((found) => Object.entries(found) as readonly (readonly [string, z.output<T>])[]),
  );

import { ActionError, quote } from '@gatehouse/action-kit';

/** Imported this way, the parser is in a chunk that only its users download and load. */
const { parse } = await import('yaml');

const MOST_ITEMS = 100;

/** What is wrong with an input that lists what must be green. */
export function wrong(message: string): ActionError<'INVALID_WANTED'> {
  return new ActionError({ code: 'INVALID_WANTED', message });
}

/** The items of a YAML list in an input; `what` says of what. Fails with `INVALID_WANTED`, also when it is empty. */
export function listItems(text: string, what: string): readonly unknown[] {
  const list = readYaml(text);
  if (Array.isArray(list) && list.length > 0 && list.length <= MOST_ITEMS) return list;
  throw wrong(`found ${quote(list)}, expected a YAML list of 1 to ${MOST_ITEMS} ${what}.`);
}

function readYaml(text: string): unknown {
  try {
    // Every scalar is the text that it is: a job may be called 3.10.
    return parse(text, { schema: 'failsafe', maxAliasCount: 20, logLevel: 'error' });
  } catch (error) {
    const [first = ''] = String(error instanceof Error ? error.message : error).split('\n');
    throw wrong(`this is not valid YAML: ${quote(first)}.`);
  }
}

/** An item as a mapping that has no other keys than `keys`. */
export function readFields(
  item: unknown,
  keys: readonly string[],
  where: string,
): Readonly<Record<string, unknown>> {
  if (item === null || typeof item !== 'object' || Array.isArray(item)) {
    throw wrong(`${where}: found ${quote(item)}, expected a mapping of ${keys.join(', ')}.`);
  }
  const unknown = Object.keys(item).find((key) => !keys.includes(key));
  if (unknown === undefined) return item as Record<string, unknown>;
  throw wrong(`${where}: found the key ${quote(unknown)}, expected ${keys.join(', ')}.`);
}

/** One text or several; `undefined` when there is none. */
export function textList(
  value: unknown,
  form: RegExp,
  where: string,
  wanted: string,
): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const items = Array.isArray(value) ? value : [value];
  if (items.length === 0) throw wrong(`${where}: found an empty list, expected ${wanted}.`);
  return [...new Set(items.map((item) => oneText(item, form, where, wanted)))];
}

/** A text that matches `form`. */
export function oneText(value: unknown, form: RegExp, where: string, wanted: string): string {
  if (typeof value === 'string' && form.test(value)) return value.trim();
  throw wrong(`${where}: found ${value === undefined ? 'nothing' : quote(value)}, expected ${wanted}.`);
}

/** One of `words`; the first when there is none. */
export function choiceOf<const Word extends string>(
  value: unknown,
  words: readonly [Word, ...Word[]],
  where: string,
): Word {
  const found = value === undefined ? words[0] : words.find((word) => word === value);
  if (found !== undefined) return found;
  throw wrong(`${where}: found ${quote(value)}, expected ${words.join(' or ')}.`);
}

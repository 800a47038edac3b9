import { ActionError, isActionError, quote } from '@gatehouse/action-kit';
import { didYouMean } from '@gatehouse/action-kit/nearest';

/** Imported this way, the parser stands in a chunk that only its users download and load. */
const { parseDocument } = await import('yaml');

/** YAML in which every scalar is text; `null` is an empty document. */
export type Yaml = string | null | readonly Yaml[] | ReadonlyMap<unknown, Yaml>;

/** A document, or a piece of one, that cannot be used. */
export function invalid(message: string, hint?: string): ActionError<'INVALID_DOCUMENT'> {
  return new ActionError({ code: 'INVALID_DOCUMENT', message, ...(hint === undefined ? {} : { hint }) });
}

/** Runs `read`; an {@link invalid} document is told with `where` it stands. */
export function within<T>(where: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!isActionError(error, 'INVALID_DOCUMENT')) throw error;
    throw invalid(`${where}: ${error.message}`, error.hint);
  }
}

/**
 * Reads one YAML document with the failsafe schema (https://yaml.org/spec/1.2.2/#101-failsafe-schema),
 * because the core schema would turn a version `3.10` into the number 3.1.
 */
export function readYaml(text: string): Yaml {
  const document = parseDocument(text.replace(/^\ufeff/, ''), { schema: 'failsafe' });
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem) throw invalid(`this is no valid YAML: ${quote(problem.message.split('\n')[0])}.`, quotesHint);
  try {
    return document.toJS({ mapAsMap: true, maxAliasCount: 20 });
  } catch (error) {
    throw invalid(`an alias cannot be resolved: ${quote(String(error))}.`, quotesHint);
  }
}

const quotesHint =
  'A value that begins with * or {, or holds brackets within a list, must stand in quotes: version: "*.13.0".';

/** The entries of a mapping whose keys are all among `known`. */
export function asRecord<Key extends string>(
  value: Yaml,
  known: readonly Key[],
): Readonly<Partial<Record<Key, Yaml>>> {
  if (!(value instanceof Map)) {
    throw invalid(`found ${shown(value)}, expected a mapping of ${known.join(', ')}.`);
  }
  for (const key of value.keys()) {
    if (known.includes(key as Key)) continue;
    throw invalid(
      `found the key ${quote(key)}, expected ${known.join(', ')}.${didYouMean(String(key), known)}`,
    );
  }
  return Object.fromEntries(value) as Partial<Record<Key, Yaml>>;
}

/** A text or a list of texts, each read by `read`; never empty. */
export function asList<T>(value: Yaml, read: (text: string) => T): readonly T[] {
  const items = Array.isArray(value) ? value : [value];
  if (items.length === 0) throw invalid('found an empty list, expected at least one value.');
  return items.map((item: Yaml) => {
    if (typeof item !== 'string' || item.trim() === '') {
      throw invalid(`found ${shown(item)}, expected a text or a list of texts.`);
    }
    return read(item.trim());
  });
}

/** One of `words`, whatever its case. */
export function asWord<const Word extends string>(text: string, words: readonly Word[]): Word {
  const word = words.find((known) => known === text.toLowerCase());
  if (word !== undefined) return word;
  throw invalid(`found ${quote(text)}, expected ${words.join(', ')}.${didYouMean(text, words)}`);
}

/** `value` for a message, a mapping with its entries. */
function shown(value: Yaml): string {
  return quote(value instanceof Map ? Object.fromEntries(value) : value);
}

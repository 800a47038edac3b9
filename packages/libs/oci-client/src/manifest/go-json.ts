import { quote } from '@gatehouse/action-kit';
import { isForbiddenName } from '@gatehouse/parts';
import { invalidManifest } from './fields.ts';

/** A value that is written in the order of its entries; `undefined` ones are left out. */
export type GoValue =
  | string
  | number
  | readonly GoValue[]
  | ReadonlyMap<string, string>
  | { readonly [key: string]: GoValue | undefined };

/** The characters that Go's encoder escapes where others do not (encoding/json, `HTMLEscape`). */
const ESCAPED = /[<>&\u2028\u2029]/g;

/**
 * JSON as Go's `json.MarshalIndent(value, "", "  ")` writes it: no line end after it, `<`, `>` and `&` escaped,
 * an empty list or object on one line. So equal content has the digest that the Go tools give it.
 */
export function goJson(value: GoValue, indent = ''): string {
  if (typeof value === 'string') return goString(value);
  if (typeof value === 'number') return String(value);
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const lines = isList
    ? value.map((entry) => goJson(entry, deeper))
    : entriesOf(value as Exclude<typeof value, readonly GoValue[]>).map(
        ([key, entry]) => `${goString(key)}: ${goJson(entry, deeper)}`,
      );
  const [open, close] = isList ? '[]' : '{}';
  if (lines.length === 0) return `${open}${close}`;
  return `${open}\n${lines.map((line) => `${deeper}${line}`).join(',\n')}\n${indent}${close}`;
}

/**
 * Texts by key in the order in which Go writes a map: by the bytes of their keys. An object would not do: it
 * puts keys that look like numbers first. `undefined` where there are none. A key that the reader of manifests
 * refuses (`constructor`) is an error here: nobody could read the index back.
 */
export function goMap(texts: Readonly<Record<string, string>>): ReadonlyMap<string, string> | undefined {
  const entries = Object.entries(texts);
  if (entries.length === 0) return undefined;
  const special = entries.find(([key]) => isForbiddenName(key));
  if (special !== undefined) {
    throw invalidManifest(
      'to write',
      `the annotation ${quote(special[0])}`,
      'a name without special meaning',
    );
  }
  return new Map(entries.sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other))));
}

function entriesOf(
  value: ReadonlyMap<string, string> | { readonly [key: string]: GoValue | undefined },
): readonly (readonly [string, GoValue])[] {
  if (value instanceof Map) return [...(value as ReadonlyMap<string, string>)];
  return Object.entries(value).filter((entry): entry is [string, GoValue] => entry[1] !== undefined);
}

function goString(text: string): string {
  return JSON.stringify(text.toWellFormed()).replace(
    ESCAPED,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

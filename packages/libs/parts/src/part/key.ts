import { isForbiddenName } from '../json/forbidden-name.ts';

/** What {@link isKey} takes, for the end of a sentence that begins with "expected". */
export const KEY_FORM =
  'a key such as "3.14.2 / linux / 24.04 / ppc64le" or "linux/arm64", at most 200 characters';

const FORM = /^(?=.{1,200}$)[A-Za-z0-9][\w.+:@/-]*( [\w.+:@/-]+)*$/;

/** Whether `text` can be the key of a part: words of plain characters with single blanks between them. */
export const isKey = (text: string): boolean => FORM.test(text) && !isForbiddenName(text);

/** What {@link isTarget} takes, for the end of a sentence that begins with "expected". */
export const TARGET_FORM = 'a target such as "ghcr.io/acme/widgets", at most 255 characters';

/** Whether `text` can be the target of a part: one word of plain characters, such as the name of an image. */
export const isTarget = (text: string): boolean =>
  /^[A-Za-z0-9][\w.:@/+-]{0,254}$/.test(text) && !isForbiddenName(text);

const MOST_KEYS = 100_000;

/**
 * Reads the keys that a plan expects: a JSON list of texts, or one key a line (blank lines and lines
 * that start with `#` are left out). `undefined` for anything else.
 */
export function parseExpectedKeys(text: string): readonly string[] | undefined {
  const keys = text.trimStart().startsWith('[') ? jsonList(text) : linesOf(text);
  return keys !== undefined && keys.length <= MOST_KEYS && keys.every(isKey) ? keys : undefined;
}

function jsonList(text: string): readonly string[] | undefined {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) && list.every((key) => typeof key === 'string') ? list : undefined;
  } catch {
    return undefined;
  }
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

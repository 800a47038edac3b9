import { quote } from '@gatehouse/action-kit/quote';
import { invalidJson } from './json-text.ts';

const BACKSLASH = 0x5c;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** The place of the quote that ends the string opened at `start`; -1 where none does. */
export function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
    end = text.indexOf('"', end + 1);
  }
  return -1;
}

/**
 * The string between the quotes at `start` and `end`, decoded where its meaning matters: as a key, and
 * where it may hold half a surrogate pair. A raw half cannot be there: the text came from UTF-8.
 */
export function readString(text: string, start: number, end: number, isKey: boolean): string {
  const raw = text.slice(start + 1, end);
  if (!raw.includes('\\') || !(isKey || /\\u[dD]/.test(raw))) return raw;
  const decoded = decode(`"${raw}"`);
  if (decoded === undefined) throw refuse(text, start, 'a string with a bad escape');
  if (!decoded.isWellFormed()) throw refuse(text, start, 'half a surrogate pair', 'whole characters');
  return decoded;
}

function decode(literal: string): string | undefined {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return undefined;
  }
}

/** The end of the number or literal at `start`. */
export function endOfScalar(text: string, start: number): number {
  SCALAR.lastIndex = start;
  const token = SCALAR.exec(text)?.[0];
  if (token === undefined) throw refuse(text, start, 'invalid JSON');
  // Fifteen digits are exact in a double, so only longer or scaled numbers can overflow.
  if ((token.length > 15 || /\de/i.test(token)) && !Number.isFinite(Number(token))) {
    throw refuse(text, start, `the number ${quote(token)}`, 'a number within the double range');
  }
  return start + token.length;
}

/** The error for what stands at `at`. */
export function refuse(text: string, at: number, found: string, expected?: string) {
  return invalidJson(`${found} at ${placeIn(text, at)}`, expected);
}

/** `line 3, column 7` */
export function placeIn(text: string, at: number): string {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end !== -1 && end < at; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return `line ${line}, column ${at - start + 1}`;
}

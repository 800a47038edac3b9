import { quote } from '@gatehouse/action-kit/quote';
import type { JsonLimits } from '../part/limits.ts';
import { isForbiddenName } from './forbidden-name.ts';
import { invalidJson } from './json-text.ts';
import { endOfScalar, endOfString, readString, refuse } from './json-token.ts';

/**
 * Refuses what `JSON.parse` would take in silence (a key given twice, a key that reaches the prototype,
 * half a surrogate pair, a number beyond the double range), what it could choke on (depth, number of
 * values), and, since its own messages quote the text and often name no place, what is no JSON. One
 * pass without recursion; only the inside of strings is left to `JSON.parse`, which must follow.
 */
export function scanJson(text: string, limits: JsonLimits): void {
  const scan = new Scan(text, limits);
  for (let at = 0; at < text.length; ) at = scan.token(at);
  scan.end();
}

/** What the grammar lets follow. `first-…` also lets the container end. */
type Next = 'value' | 'first-value' | 'key' | 'first-key' | 'colon' | 'comma';

class Scan {
  readonly #text: string;
  readonly #limits: JsonLimits;
  /** The keys of each open object; `undefined` for a list. */
  readonly #open: (Set<string> | undefined)[] = [];
  /** One set a level, emptied for the next object there: a set for each object would cost half the time. */
  readonly #pool: Set<string>[] = [];
  #values = 1;
  #next: Next = 'value';

  constructor(text: string, limits: JsonLimits) {
    this.#text = text;
    this.#limits = limits;
  }

  /** Takes the token at `at` and gives the place after it. */
  token(at: number): number {
    switch (this.#text.charCodeAt(at)) {
      case 0x20:
      case 0x09:
      case 0x0a:
      case 0x0d:
        return at + 1;
      case 0x22: // "
        return this.#string(at);
      case 0x7b: // {
        return this.#enter(at, this.#freshSet());
      case 0x5b: // [
        return this.#enter(at, undefined);
      case 0x7d: // }
        this.#require(at, this.#next === 'first-key' || (this.#next === 'comma' && this.#isInObject()));
        return this.#leave(at);
      case 0x5d: // ]
        this.#require(at, this.#next === 'first-value' || (this.#next === 'comma' && !this.#isInObject()));
        return this.#leave(at);
      case 0x2c: // ,
        this.#require(at, this.#next === 'comma' && this.#open.length > 0);
        this.#count(at);
        this.#next = this.#isInObject() ? 'key' : 'value';
        return at + 1;
      case 0x3a: // :
        this.#require(at, this.#next === 'colon');
        this.#next = 'value';
        return at + 1;
      default:
        this.#requireValue(at);
        this.#next = 'comma';
        return endOfScalar(this.#text, at);
    }
  }

  end(): void {
    if (this.#open.length > 0 || this.#next !== 'comma') throw truncated();
  }

  #string(at: number): number {
    const isKey = this.#next === 'key' || this.#next === 'first-key';
    if (!isKey) this.#requireValue(at);
    const end = endOfString(this.#text, at);
    if (end === -1) throw truncated();
    const text = readString(this.#text, at, end, isKey);
    if (isKey) this.#takeKey(at, text);
    this.#next = isKey ? 'colon' : 'comma';
    return end + 1;
  }

  #takeKey(at: number, key: string): void {
    const seen = this.#open.at(-1);
    if (isForbiddenName(key)) {
      throw refuse(this.#text, at, `the key ${quote(key)}`, 'a key without special meaning');
    }
    if (seen?.has(key)) throw refuse(this.#text, at, `the key ${quote(key)} a second time`, 'each key once');
    seen?.add(key);
  }

  #enter(at: number, keys: Set<string> | undefined): number {
    this.#requireValue(at);
    this.#count(at);
    if (this.#open.length >= this.#limits.depth) {
      throw refuse(this.#text, at, 'deeper nesting', `at most ${this.#limits.depth} levels`);
    }
    this.#open.push(keys);
    this.#next = keys === undefined ? 'first-value' : 'first-key';
    return at + 1;
  }

  #leave(at: number): number {
    this.#open.pop();
    this.#next = 'comma';
    return at + 1;
  }

  #isInObject(): boolean {
    return this.#open.at(-1) !== undefined;
  }

  #freshSet(): Set<string> {
    const level = this.#open.length;
    const used = this.#pool[level];
    if (used !== undefined) {
      used.clear();
      return used;
    }
    const fresh = new Set<string>();
    this.#pool[level] = fresh;
    return fresh;
  }

  #count(at: number): void {
    this.#values += 1;
    if (this.#values > this.#limits.values) {
      throw refuse(this.#text, at, 'more values', `at most ${this.#limits.values}`);
    }
  }

  #requireValue(at: number): void {
    this.#require(at, this.#next === 'value' || this.#next === 'first-value');
  }

  #require(at: number, fits: boolean): void {
    if (!fits) throw refuse(this.#text, at, 'invalid JSON');
  }
}

const truncated = () =>
  invalidJson('JSON that ends in the middle', 'all of it', 'Was its writer or its download cut off?');

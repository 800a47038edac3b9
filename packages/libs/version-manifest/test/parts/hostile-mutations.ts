import { digestOf } from '@gatehouse/parts';
import { KEYS, ODD, RUNS, START_BYTES, TOKENS, VALUES } from './hostile-words.ts';
import type { Random } from './random.ts';

/** Flips, drops, doubles or inserts bytes, cuts the text off, or changes its encoding. */
export function mutateBytes(random: Random, good: Buffer): Uint8Array {
  const at = random.below(good.length);
  const end = at + 1 + random.below(40);
  const noise = Uint8Array.from({ length: 1 + random.below(8) }, () => random.below(256));
  switch (random.below(8)) {
    case 0:
      return good.subarray(0, at);
    case 1:
      return Buffer.concat([good.subarray(0, at), good.subarray(end)]);
    case 2:
      return Buffer.concat([good.subarray(0, end), good.subarray(at)]);
    case 3:
      return Buffer.concat([good.subarray(0, at), noise, good.subarray(at)]);
    case 4:
      return Buffer.concat([Uint8Array.from(random.pick(START_BYTES)), good]);
    case 5:
      return Buffer.from(good.toString(), random.pick(['utf16le', 'latin1']));
    case 6:
      return Buffer.concat([good, random.pick([noise, good, new Uint8Array(1)])]);
    default: {
      const flipped = Buffer.from(good);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
      return flipped;
    }
  }
}

/** Replaces, drops, doubles or swaps tokens of JSON, wraps one in many levels, or breaks the line ends. */
export function mutateText(random: Random, good: string): string {
  const tokens: readonly string[] = good.match(/"(?:[^"\\]|\\.)*"|[\d.eE+-]+|\w+|\s+|[^\s]/g) ?? [];
  const at = random.below(tokens.length);
  const token = tokens[at] ?? '';
  switch (random.below(8)) {
    case 0:
      return tokens.with(at, random.pick(TOKENS)).join('');
    case 1:
      return tokens.toSpliced(at, 1 + random.below(3)).join('');
    case 2:
      return tokens.toSpliced(at, 0, token, random.pick([',', ':', ''])).join('');
    case 3:
      return tokens.with(at, tokens[random.below(tokens.length)] ?? '').join('');
    case 4:
      return tokens.toSpliced(at, 0, random.pick(TOKENS)).join('');
    case 5:
      return good.replaceAll('\n', random.pick(['\r\n', '\r', '', '\u2028', '\v']));
    case 6:
      return tokens
        .with(
          at,
          token.replace(/[a-z_]/, (letter) => escapeOf(letter)),
        )
        .join('');
    default: {
      const levels = random.pick([5, 31, 33, 1000, 200_000]);
      const [open, close] = random.pick([
        ['[', ']'],
        ['{"a":', '}'],
      ] as const);
      const inside = random.below(2) === 0 ? token : '1';
      return tokens
        .with(at, `${open.repeat(levels)}${inside}${random.below(3) === 0 ? '' : close.repeat(levels)}`)
        .join('');
    }
  }
}

const escapeOf = (letter: string) => `\\u00${letter.charCodeAt(0).toString(16)}`;

type Container = Record<string, unknown>;

/** Changes one to three values of a part, and mostly gives it a digest that fits again. */
export function mutateValue(random: Random, good: string): string {
  const part = JSON.parse(good) as Container;
  if (random.below(20) === 0) Object.assign(part.run as Container, random.pick(RUNS));
  else for (let left = 1 + random.below(3); left > 0; left -= 1) changeOne(random, part);
  const digest = random.below(10) === 0 ? part.digest : digestOf(part);
  const text = JSON.stringify({ ...part, digest });
  // `__proto__` cannot be set by assignment, so that it goes in by name at the end.
  return random.below(12) === 0
    ? text.replace(/"(key|run|leg|sha|arch)":/, '"__proto__":{"polluted":true},"$1":')
    : text;
}

function changeOne(random: Random, part: Container): void {
  const places = placesIn(part);
  const place = places[random.below(places.length)];
  if (place === undefined) return;
  const { container, name } = place;
  const value = container[name];
  switch (random.below(6)) {
    case 0:
      delete container[name];
      break;
    case 1:
      if (!Array.isArray(container)) container[random.pick(KEYS.slice(1))] = random.pick([value, ...VALUES]);
      break;
    case 2:
      if (Array.isArray(value))
        value.push(...Array.from({ length: random.pick([1, 2, 50, 3000]) }, () => structuredClone(value[0])));
      else if (typeof value === 'string') container[name] = insertOdd(random, value);
      else container[name] = [value];
      break;
    case 3:
      container[name] = structuredClone(places[random.below(places.length)]?.container ?? null);
      break;
    default:
      container[name] = structuredClone(random.pick(VALUES));
  }
}

function insertOdd(random: Random, value: string): string {
  const at = random.below(value.length + 1);
  return value.slice(0, at) + random.pick(ODD) + value.slice(at);
}

/** Every place where a value stands, at whatever depth. */
function placesIn(root: Container): readonly { readonly container: Container; readonly name: string }[] {
  const places: { container: Container; name: string }[] = [];
  const open: Container[] = [root];
  for (let container = open.pop(); container !== undefined && places.length < 500; container = open.pop()) {
    for (const name of Object.keys(container)) {
      places.push({ container, name });
      const inner = container[name];
      if (typeof inner === 'object' && inner !== null) open.push(inner as Container);
    }
  }
  return places;
}

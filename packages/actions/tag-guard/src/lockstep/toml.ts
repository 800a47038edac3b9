import { valueAt } from './table.ts';

/** Imported this way, the parser stands in a chunk that only its users download and load. */
const { parse } = await import('smol-toml');

/** Tries of {@link findLine}: the lines of a Cargo.toml need about ten. */
const MOST_TRIES = 500;

/** Parses TOML 1.0; throws what the parser throws. */
export function parseToml(text: string) {
  const read = (some: string): unknown => parse(some, { integersAsBigInt: 'asNeeded', maxDepth: 100 });
  return { root: read(text), lineOf: (path: readonly string[]) => findLine(text, path, read) };
}

/**
 * The parser keeps no lines. But what a TOML file says down to the end of a statement is a TOML file, too:
 * so this is the first line without which the shortened file lacks the value.
 */
function findLine(
  text: string,
  path: readonly string[],
  read: (some: string) => unknown,
): number | undefined {
  const ends = [...text.matchAll(/\n|$/g)].map(({ index }) => index + 1);
  let tries = 0;
  /** Whether the value is there at the end of the statement that line `at` belongs to. */
  const holds = (at: number): boolean => {
    for (let end = at; end < ends.length; end += 1) {
      tries += 1;
      if (tries > MOST_TRIES) return true;
      const root = attempt(() => read(text.slice(0, ends[end])));
      if (root !== undefined) return valueAt(root, path) !== undefined;
    }
    return true;
  };
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return tries > MOST_TRIES ? undefined : low + 1;
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g;

/** Parses JSON; throws what the parser throws. */
export function parseJson(text: string) {
  const root: unknown = JSON.parse(text);
  return { root, lineOf: (path: readonly string[]) => findLine(text, path) };
}

interface Level {
  readonly isArray: boolean;
  /** The member that is being read. */
  key: string | undefined;
  /** Whether the next string is the name of a member. */
  awaitsKey: boolean;
}

/** The line of the last member at `path`, which is the one that counts. The text is valid JSON. */
function findLine(text: string, path: readonly string[]): number | undefined {
  const levels: Level[] = [];
  let found: number | undefined;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const top = levels.at(-1);
    if (token === '{' || token === '[') {
      levels.push({ isArray: token === '[', key: undefined, awaitsKey: token === '{' });
    } else if (token === '}' || token === ']') levels.pop();
    else if (token === ',' && top !== undefined) top.awaitsKey = !top.isArray;
    else if (top?.awaitsKey) {
      top.key = JSON.parse(token);
      top.awaitsKey = false;
      const here = levels.length === path.length && levels.every(({ key }, at) => key === path[at]);
      if (here) found = index;
    }
  }
  return found === undefined ? undefined : text.slice(0, found).split('\n').length;
}

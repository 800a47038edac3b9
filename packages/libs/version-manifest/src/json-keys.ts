const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]/gs;

interface Level {
  /** Absent in an array. */
  readonly keys?: Set<string>;
  /** The key or index that stands now. */
  at: string | number;
  expectsKey: boolean;
}

/**
 * The keys that an object of `text` holds twice, with the path of the object. `JSON.parse` keeps the
 * last one silently. `text` must be valid JSON; its depth does not matter.
 */
export function* duplicateKeys(text: string): Generator<{ readonly path: string; readonly key: string }> {
  const levels: Level[] = [];
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === '{') levels.push({ keys: new Set(), at: '', expectsKey: true });
    else if (token === '[') levels.push({ at: 0, expectsKey: false });
    else if (token === '}' || token === ']') levels.pop();
    else if (!level) continue;
    else if (token === ',') {
      if (typeof level.at === 'number') level.at += 1;
      else level.expectsKey = true;
    } else if (level.expectsKey) {
      const key: string = JSON.parse(token);
      level.expectsKey = false;
      level.at = key;
      if (level.keys?.has(key)) yield { path: pathOf(levels.slice(0, -1)), key };
      level.keys?.add(key);
    }
  }
}

function pathOf(levels: readonly Level[]): string {
  return levels
    .map(({ at }) => (typeof at === 'number' ? `[${at}]` : `.${at}`))
    .join('')
    .slice(0, 200);
}

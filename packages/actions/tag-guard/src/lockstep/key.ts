const SEGMENT = /(?:([\w@/-]+)|"([^"]*)"|'([^']*)')(\.|$)/y;

/** Reads a key with TOML's dots and quotes: `target."cfg(unix)".dependencies.name`; `undefined` for another text. */
export function readKey(text: string): readonly string[] | undefined {
  const path: string[] = [];
  SEGMENT.lastIndex = 0;
  let more = true;
  while (more) {
    const [, bare, double, single, dot] = SEGMENT.exec(text) ?? [];
    const segment = bare ?? double ?? single;
    if (segment === undefined) return undefined;
    path.push(segment);
    more = dot === '.';
  }
  return path;
}

/** Writes a key so that it can be read back. */
export function keyOf(path: readonly string[]): string {
  return path.map((segment) => (/^[\w-]+$/.test(segment) ? segment : `"${segment}"`)).join('.');
}

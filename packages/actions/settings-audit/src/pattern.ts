/**
 * Whether a deployment pattern of an environment fits the name of a branch or tag. GitHub matches as
 * Ruby's `File.fnmatch` with `FNM_PATHNAME` does: `*`, `?` and `[...]` stop at `/`, and only a segment
 * `**` in front of another one stands for any number of them
 * (https://docs.github.com/actions/reference/deployments-and-environments).
 */
export function fits(pattern: string, name: string): boolean {
  return fitsSegments(pattern.split('/'), name.split('/'));
}

function fitsSegments([pattern, ...patterns]: readonly string[], names: readonly string[]): boolean {
  const [name, ...rest] = names;
  if (pattern === undefined) return name === undefined;
  if (pattern === '**' && patterns.length > 0) {
    return names.some((_, at) => fitsSegments(patterns, names.slice(at)));
  }
  return name !== undefined && fitsSegment(tokensOf(pattern), [...name]) && fitsSegments(patterns, rest);
}

type Token = 'any' | ((letter: string) => boolean);

/** Goes back to the last `*` only, so that no pattern of an attacker takes long. */
function fitsSegment(tokens: readonly Token[], letters: readonly string[]): boolean {
  let [token, letter, star, from] = [0, 0, -1, 0];
  while (letter < letters.length) {
    const wanted = tokens[token];
    if (wanted === 'any') {
      [star, from] = [token, letter];
      token += 1;
    } else if (wanted?.(letters[letter] ?? '')) {
      token += 1;
      letter += 1;
    } else if (star >= 0) {
      from += 1;
      [token, letter] = [star + 1, from];
    } else {
      return false;
    }
  }
  return tokens.slice(token).every((left) => left === 'any');
}

function tokensOf(pattern: string): readonly Token[] {
  const parts = pattern.match(/\\.|\[[!^]?\]?[^\]]*\]|./gsu) ?? [];
  return parts.map((part): Token => {
    if (part === '*') return 'any';
    if (part === '?') return () => true;
    if (part.length > 2 && part.startsWith('[')) return classOf(part.slice(1, -1));
    const literal = part.startsWith('\\') ? part.slice(1) || part : part;
    return (letter) => letter === literal;
  });
}

/** `0-9`, `abc`, `!a-z` of what stood between brackets. */
function classOf(inside: string): (letter: string) => boolean {
  const negated = /^[!^]/.test(inside);
  const ranges = [...inside.slice(negated ? 1 : 0).matchAll(/(.)-(.)|(.)/gsu)];
  return (letter) =>
    negated !== ranges.some(([, low, high = '', one]) => letter === one || inRange(letter, low, high));
}

function inRange(letter: string, low: string | undefined, high: string): boolean {
  return low !== undefined && low <= letter && letter <= high;
}

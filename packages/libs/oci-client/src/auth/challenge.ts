/** One way in which a registry lets itself be asked, from the header WWW-Authenticate. */
export interface Challenge {
  /** Lower case: `bearer`, `basic`. */
  readonly scheme: string;
  /** Lower-case names. */
  readonly parameters: ReadonlyMap<string, string>;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
/** A bare value may have more characters than RFC 9110 lets it: some registries write addresses without quotes. */
const PARAMETER = new RegExp(`\\s*(${TOKEN})\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s,"]+))`, 'y');
const SCHEME = new RegExp(`\\s*(${TOKEN})(?=\\s|,|$)`, 'y');
/** Challenges of registries are far shorter; what comes after this is not read. */
const LONGEST = 8192;

/**
 * Reads a WWW-Authenticate header (RFC 9110, section 11.6.1): several challenges, whose parameters are
 * separated by commas just as they are; values in quotes may hold commas. What cannot be read ends the list.
 */
export function parseChallenges(header: string | null): readonly Challenge[] {
  const text = (header ?? '').slice(0, LONGEST);
  const challenges: { scheme: string; parameters: Map<string, string> }[] = [];
  let at = 0;
  while (at < text.length) {
    const parameter = match(PARAMETER, text, at);
    if (parameter !== undefined) {
      const [whole, name = '', quoted, bare = ''] = parameter;
      challenges.at(-1)?.parameters.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? bare);
      at += whole.length;
    } else {
      const scheme = match(SCHEME, text, at);
      if (scheme === undefined) break;
      challenges.push({ scheme: (scheme[1] ?? '').toLowerCase(), parameters: new Map() });
      at += scheme[0].length;
    }
    at += /^[\s,]*/.exec(text.slice(at))?.[0].length ?? 0;
  }
  return challenges;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

import { quote } from '@gatehouse/action-kit';
import { keyOf, readKey } from './key.ts';

/** The kinds of files of which it is known where they state a version. */
export type Known = 'cargo' | 'pyproject' | 'package' | 'package-lock' | 'python' | 'changelog';

/** One line of the list of files. */
export type Listed =
  /** A file that states a version at its usual place. */
  | { readonly kind: 'known'; readonly file: string; readonly known: Known }
  /** A key of a TOML or JSON file: `Cargo.toml#dependencies.name`. */
  | { readonly kind: 'key'; readonly file: string; readonly key: readonly string[] }
  /** A pattern whose one group holds the version: `docs/conf.py: ^release = "(.*)"`. */
  | { readonly kind: 'pattern'; readonly file: string; readonly pattern: RegExp };

/** The list, and a sentence for each line that cannot be read. */
export interface Listing {
  readonly listed: readonly Listed[];
  readonly mistakes: readonly string[];
}

const MOST_LINES = 200;
const MOST_PATTERN = 500;

const KNOWN: ReadonlyMap<string, Known> = new Map([
  ['Cargo.toml', 'cargo'],
  ['pyproject.toml', 'pyproject'],
  ['package.json', 'package'],
  ['package-lock.json', 'package-lock'],
  ['CHANGELOG.md', 'changelog'],
]);

/** Reads the lines `path`, `path#key` and `path: pattern`. */
export function readListing(lines: readonly string[]): Listing {
  if (lines.length > MOST_LINES) {
    return { listed: [], mistakes: [`found ${lines.length} lines, expected at most ${MOST_LINES}`] };
  }
  const readings = lines.map(readLine);
  const twice = lines.filter((line, at) => lines.indexOf(line) !== at);
  return {
    listed: readings.filter((reading) => typeof reading !== 'string'),
    mistakes: [
      ...readings.filter((reading) => typeof reading === 'string'),
      ...twice.map((line) => `found ${quote(line)} twice, expected it once`),
    ],
  };
}

/** The place that a line names, as its user would write it. */
export function placeOf(listed: Listed): string {
  switch (listed.kind) {
    case 'known':
      return 'version';
    case 'key':
      return keyOf(listed.key);
    case 'pattern':
      return `/${listed.pattern.source}/`;
    default:
      return listed satisfies never;
  }
}

/** A line, or the mistake in it. */
function readLine(line: string): Listed | string {
  const [, file = line, source] = /^(.+?): +(.+)$/.exec(line) ?? [];
  if (source !== undefined) return mistakeInPath(file) ?? readPattern(file, source);
  const [, document, key] = /^(.+\.(?:toml|json))#(.*)$/.exec(line) ?? [];
  if (document !== undefined && key !== undefined) {
    const path = readKey(key);
    if (path === undefined) {
      return `found ${quote(line)}, expected a key after "#" such as dependencies.name or target."cfg(unix)".dependencies.name`;
    }
    return mistakeInPath(document) ?? { kind: 'key', file: document, key: path };
  }
  return mistakeInPath(line) ?? readKnown(line);
}

function readKnown(file: string): Listed | string {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const known = KNOWN.get(name) ?? (name.endsWith('.py') ? 'python' : undefined);
  if (known !== undefined) return { kind: 'known', file, known };
  return `found ${quote(file)}, of which it is not known where it states a version; expected "path#key" for TOML and JSON, or "path: pattern"`;
}

/** All matches count, so `^` is the start of a line. */
function readPattern(file: string, source: string): Listed | string {
  if (source.length > MOST_PATTERN) {
    return `found a pattern of ${source.length} characters, expected at most ${MOST_PATTERN}`;
  }
  try {
    const pattern = new RegExp(source, 'dgm');
    // An alternative that is empty matches everywhere, so that the groups can be counted.
    const groups = (new RegExp(`${source}|`).exec('')?.length ?? 1) - 1;
    if (groups === 1) return { kind: 'pattern', file, pattern };
    return `found the pattern ${quote(source)} with ${groups} groups, expected one, around the version; write (?:…) for others`;
  } catch (error) {
    return `found the pattern ${quote(source)}, expected a regular expression: ${quote(String(error))}`;
  }
}

/** What keeps `path` from lying in the workspace. Links are looked at when it is read. */
function mistakeInPath(path: string): string | undefined {
  const inside =
    !/^([/~]|[A-Za-z]:)|\\|\p{C}/u.test(path) && !path.split('/').some((name) => /^\.{0,2}$/.test(name));
  return inside
    ? undefined
    : `found the path ${quote(path)}, expected one inside of the workspace, with "/" and without ".."`;
}

import { quote } from '@gatehouse/action-kit';
import { didYouMean } from '@gatehouse/action-kit/nearest';

/** The keys that lead to a value. */
export type Path = readonly (string | number)[];

/** What zod says of a value, as far as it is read here. */
export interface Issue {
  readonly code: string;
  readonly path: Path;
  /** What was expected; of unknown keys, the known ones. */
  readonly message: string;
  readonly keys?: readonly string[];
  /** Of a union: the issues of each alternative. */
  readonly errors?: readonly (readonly Issue[])[];
  /** Of the name of a key: what is wrong with it. */
  readonly issues?: readonly Issue[];
}

/** Something wrong in an expectation file. */
export interface Mistake {
  readonly path: Path;
  /** What was found and what was expected, for people. */
  readonly said: string;
}

/** Makes sentences of an issue; `root` is the whole file, `above` the path to where the issue begins. */
export function mistakesIn(issue: Issue, root: unknown, above: Path = []): readonly Mistake[] {
  const path = [...above, ...issue.path];
  const meant = issue.errors?.find((errors) => errors.some(isInside));
  if (meant !== undefined) return meant.flatMap((one) => mistakesIn(one, root, path));
  const name = whereIs(path);
  if (issue.code === 'unrecognized_keys') {
    return (issue.keys ?? []).map((key) => ({
      path: [...path, key],
      said: name + unknownKey(key, issue.message),
    }));
  }
  const [wrongKey] = issue.issues ?? [];
  if (wrongKey !== undefined) {
    const about = whereIs(path.slice(0, -1));
    return [{ path, said: `${about}found the key ${quote(path.at(-1))}, expected ${wrongKey.message}.` }];
  }
  const value = valueAt(root, path);
  const found = value === undefined || value === '' ? 'nothing' : quote(value);
  return [{ path, said: `${name}found ${found}, expected ${issue.message}.` }];
}

const whereIs = (path: Path): string => (path.length === 0 ? '' : `${path.map(shown).join('.')}: `);

/** An alternative that was entered is the one that was meant. */
const isInside = ({ code, path }: Issue): boolean => path.length > 0 || code === 'unrecognized_keys';

function unknownKey(key: string, known: string): string {
  return `found the key ${quote(key)}, expected ${known}.${didYouMean(key, known.split(', '))}`;
}

const shown = (key: string | number): string => (/^[\w-]+$/.test(`${key}`) ? `${key}` : quote(key));

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (value !== null && typeof value === 'object' ? Object(value)[key] : undefined),
    root,
  );
}

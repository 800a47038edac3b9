import leven from 'leven';
import { quote } from './quote.ts';

/** Longer names are compared as far as this. */
const LONGEST = 64;

/** The one of `known` that `name` was most likely meant to be: one slip in a short name, a third of a long one. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const most = name.length < 4 ? 1 : Math.max(2, Math.floor(name.length / 3));
  const plain = (text: string) => text.slice(0, LONGEST).toLowerCase();
  return [...known]
    .map((candidate) => ({ candidate, distance: leven(plain(name), plain(candidate)) }))
    .filter(({ distance }) => distance <= most && distance < name.length)
    .sort((one, other) => one.distance - other.distance)[0]?.candidate;
}

/** The end of a message about a name that is not known: ` Did you mean "x"?`, or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const meant = nearest(name, known);
  return meant === undefined ? '' : ` Did you mean ${quote(meant)}?`;
}

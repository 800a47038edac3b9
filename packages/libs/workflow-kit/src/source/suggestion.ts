import { didYouMean } from '@gatehouse/action-kit/nearest';
import { quoteList } from '@gatehouse/action-kit/quote';

/**
 * The end of a sentence about a name that is not known: ` Did you mean "x"?` when one of `known` is
 * near, else the names there are.
 */
export function suggestion(name: string, known: Iterable<string>): string {
  const names = [...known];
  const meant = didYouMean(name, names);
  if (meant !== '') return meant;
  return names.length === 0 ? ' There is none.' : ` There is ${quoteList(names)}.`;
}

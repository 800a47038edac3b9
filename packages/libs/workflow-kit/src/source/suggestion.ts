import { quote, quoteList } from '@gatehouse/action-kit/quote';

/**
 * The end of a sentence about a name that is not known: ` Did you mean "x"?` when one of `known` is
 * near, else the names there are.
 */
export function suggestion(name: string, known: Iterable<string>): string {
  const names = [...known];
  const near = nearest(name, names);
  if (near !== undefined) return ` Did you mean ${quote(near)}?`;
  return names.length === 0 ? ' There is none.' : ` There is ${quoteList(names)}.`;
}

/** The one of `known` that is most like `name`: one slip in a short one, a third of a long one. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const most = name.length < 4 ? 1 : Math.max(2, Math.floor(name.length / 3));
  return [...known]
    .map((candidate) => ({ candidate, distance: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter((found) => found.distance <= most && found.distance < name.length)
    .sort((one, other) => one.distance - other.distance)[0]?.candidate;
}

/** How many letters to add, take away or change (Levenshtein), row by row. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, against] of [...other].entries()) {
      const changed = (row[column] ?? 0) + (letter === against ? 0 : 1);
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

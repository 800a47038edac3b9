/** Outputs of a job are limited to 1 MiB in all, so no list in the evidence is longer than this. */
const MOST_ITEMS = 500;

/** Cuts a list that is too long for the evidence; its last item then says how many are left out. */
export function clip<T>(items: readonly T[]): readonly (T | { readonly omitted: number })[] {
  const more = items.length - MOST_ITEMS;
  return more > 0 ? [...items.slice(0, MOST_ITEMS), { omitted: more }] : items;
}

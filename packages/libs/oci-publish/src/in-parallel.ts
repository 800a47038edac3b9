/** How one piece of work ended. */
export type Settled<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown };

/**
 * Does `work` for every item, at most `jobs` at a time. Results are in the order of the items, and one failure
 * stops no other.
 */
export async function inParallel<Item, T>(
  items: readonly Item[],
  jobs: number,
  work: (item: Item) => Promise<T>,
): Promise<readonly Settled<T>[]> {
  const results: Settled<T>[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [at, item] of queue) {
      results[at] = await work(item).then(
        (value): Settled<T> => ({ kind: 'done', value }),
        (error: unknown): Settled<T> => ({ kind: 'failed', error }),
      );
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(jobs, items.length)) }, worker));
  return results;
}

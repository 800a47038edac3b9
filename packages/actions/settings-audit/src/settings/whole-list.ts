import type { Answer, GetPath, GitHubClient, Params } from '@gatehouse/github-client';

/** What a page of a list holds of it. */
export interface PageOfList<Item> {
  readonly items: readonly Item[];
  /** How many items the whole list has; `undefined` where the answer does not say. */
  readonly total: number | undefined;
}

/**
 * All items of a list; `undefined` where there are more than GitHub gave: further pages than are read, or
 * fewer items than it says there are.
 */
export async function wholeList<P extends GetPath, Item>(
  client: GitHubClient,
  path: P,
  params: Params<'get', P>,
  take: (page: Answer<'get', P>) => PageOfList<Item>,
): Promise<readonly Item[] | undefined> {
  let most = 0;
  const { items, complete } = await client.list(path, params, (page) => {
    const found = take(page);
    most = Math.max(most, found.total ?? 0);
    return found.items;
  });
  return complete && items.length >= most ? items : undefined;
}

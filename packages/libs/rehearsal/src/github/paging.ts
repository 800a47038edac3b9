import { json, type StageRequest, type StageResponse } from '../route.ts';

/**
 * One page of `items`, with the addresses of its neighbours in the header Link
 * (https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api). `wrap` puts the page
 * into the object that some lists come in.
 */
export function paged<Item>(
  { url, query }: StageRequest,
  items: readonly Item[],
  wrap: (page: readonly Item[], total: number) => unknown = (page) => page,
): StageResponse {
  const size = Math.min(100, Math.max(1, Number(query.get('per_page')) || 30));
  const page = Math.max(1, Number(query.get('page')) || 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const links = (
    [
      ['prev', page - 1, page > 1],
      ['next', page + 1, page < last],
      ['last', last, page < last],
      ['first', 1, page > 1],
    ] as const
  ).flatMap(([rel, number, isThere]) => {
    const address = new URL(url);
    address.searchParams.set('page', String(number));
    return isThere ? [`<${address}>; rel="${rel}"`] : [];
  });
  const shown = items.slice((page - 1) * size, page * size);
  return json(200, wrap(shown, items.length), links.length === 0 ? {} : { link: links.join(', ') });
}

import { quote, redact } from '@gatehouse/action-kit';
import { GitHubError } from './error.ts';
import { nameOf, type Outgoing } from './request.ts';

/** Parses an answer, of the type that GitHub has published for it. Fails with `UNEXPECTED_ANSWER`. */
export function parseAnswer<T>(request: Outgoing, text: string): T {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unexpected(request, `${quote(redact(text).slice(0, 60))}, expected JSON`, cause);
  }
}

/** The list in a page, which must be one. */
export function itemsOf<Page, Item>(
  request: Outgoing,
  page: Page,
  items: (page: Page) => readonly Item[],
): readonly Item[] {
  const found: unknown = page === null ? undefined : items(page);
  if (Array.isArray(found)) return found;
  throw unexpected(request, `${quote(page)}, expected a list`);
}

/** The next page's address, which must lie on the same server: the token goes with the request. */
export function nextPage(request: Outgoing, link: string): URL {
  const url = URL.parse(link, request.url.href);
  if (url?.origin === request.url.origin) return url;
  throw unexpected(request, `a next page at ${quote(link)}, expected one on ${request.url.host}`);
}

/**
 * Refuses an answer of another server, to which a redirect led: what it says is not GitHub's word. Within the
 * server a redirect leads to the new name of a repository.
 */
export function checkOrigin(request: Outgoing, { url }: Response): void {
  const to = URL.parse(url);
  if (url === '' || to?.origin === request.url.origin) return;
  // The query of a download's address is its key.
  throw unexpected(
    request,
    `a redirect to ${quote(`${to?.origin}${to?.pathname}`)}, expected an answer of ${request.url.host}`,
  );
}

function unexpected(request: Outgoing, found: string, cause?: unknown): GitHubError {
  return new GitHubError({
    code: 'UNEXPECTED_ANSWER',
    message: `${nameOf(request)} answered with ${found}.`,
    hint: `Check that ${request.url.host} is GitHub's API and no proxy answers for it.`,
    cause,
  });
}

/**
 * How many items a list says that it has, 0 when it does not say. GitHub ends filtered lists at 1,000 without
 * a word: the last page has no next one, and only this number tells that more are there.
 */
export function totalOf(answer: unknown): number {
  if (typeof answer !== 'object' || answer === null || !('total_count' in answer)) return 0;
  return typeof answer.total_count === 'number' ? answer.total_count : 0;
}

/** How many different items a list has, by their ids: an item that is new moves others to the next page. */
export function countOf(items: readonly unknown[]): number {
  return new Set(items.map((item) => idOf(item) ?? item)).size;
}

function idOf(item: unknown): unknown {
  return typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
}

import { ActionError, type Log, quote, registerSecret } from '@gatehouse/action-kit';
import type { RetryDeps } from '@gatehouse/retry';
import { addressOf, withQuery } from './address.ts';
import { countOf, itemsOf, nextPage, parseAnswer, totalOf } from './answer.ts';
import type { Answer, GetPath, Method, Params, PathOf } from './endpoint.ts';
import { nextLink } from './link.ts';
import type { Listing, ListOptions } from './listing.ts';
import type { Outgoing, RequestOptions } from './request.ts';
import { Requester } from './requester.ts';
import type { Usage } from './usage.ts';

/** Whom a client speaks to, and in whose name. */
export interface ClientOptions {
  /** `https://api.github.com`, or `https://HOST/api/v3` of a server of one's own. */
  readonly apiUrl: string;
  /** Empty asks without a token. Kept out of every log and error. */
  readonly token: string;
  /** The action, for the header `User-Agent`. */
  readonly name: string;
  /**
   * The time for one request in milliseconds, from the connection to the end of the body, repetitions and their
   * pauses included; asked at each. At 0 or less a request fails without being sent. Default: 2 minutes.
   */
  readonly remainingMs?: () => number;
}

/** What a client needs from the world. */
export interface ClientDeps {
  readonly fetch: typeof fetch;
  readonly log: Log;
  /** Default: the real one. */
  readonly clock?: RetryDeps | undefined;
  /** The time of day in milliseconds. Default: `Date.now`. */
  readonly wallClock?: () => number;
  /** Keeps the token out of all texts. Default: `registerSecret`, which prints a command for the runner. */
  readonly hide?: (token: string) => void;
}

/**
 * GitHub's REST API. Paths are those of its documentation, with their placeholders; placeholders, query and
 * body go into one record. Every method fails with a `GitHubError`.
 */
export interface GitHubClient {
  get<P extends GetPath>(
    path: P,
    params: Params<'get', P>,
    options?: RequestOptions,
  ): Promise<Answer<'get', P>>;
  /** The answer as text in the media type `accept`, such as `application/vnd.github.raw+json`. */
  getText<P extends GetPath>(
    path: P,
    params: Params<'get', P>,
    options: RequestOptions & { readonly accept: string },
  ): Promise<string>;
  /** All pages of a list, up to a cap; `items` takes the list out of a page. */
  list<P extends GetPath, Item>(
    path: P,
    params: Params<'get', P>,
    items: (page: Answer<'get', P>) => readonly Item[],
    options?: ListOptions,
  ): Promise<Listing<Item>>;
  send<M extends Exclude<Method, 'get'>, P extends PathOf<M>>(
    method: M,
    path: P,
    params: Params<M, P>,
    options?: RequestOptions,
  ): Promise<Answer<M, P>>;
  /** What was asked so far. */
  usage(): Usage;
}

const JSON_TYPE = 'application/vnd.github+json';

/** Makes a client. Fails with `INVALID_API_URL`. */
export function createGitHubClient(options: ClientOptions, deps: ClientDeps): GitHubClient {
  const { token, remainingMs = () => 120_000 } = options;
  const base = readBase(options.apiUrl);
  const { hide = registerSecret } = deps;
  hide(token);
  const requester = new Requester({
    ...deps,
    wallClock: deps.wallClock ?? Date.now,
    remainingMs,
    headers: {
      'user-agent': `gatehouse/${options.name}`,
      'x-github-api-version': '2022-11-28',
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
    },
  });
  const asking = (path: string, params: object, more: Partial<Outgoing> = {}): Outgoing => {
    const { url, rest } = addressOf(base, path, params);
    return { method: 'GET', accept: JSON_TYPE, url: withQuery(url, rest), ...more };
  };
  return {
    async get(path, params, more) {
      const request = asking(path, params, more);
      return parseAnswer(request, (await requester.send(request)).text);
    },
    async getText(path, params, more) {
      return (await requester.send(asking(path, params, more))).text;
    },
    async list<P extends GetPath, Item>(
      path: P,
      params: Params<'get', P>,
      items: (page: Answer<'get', P>) => readonly Item[],
      { maxPages = 10, ...more }: ListOptions = {},
    ) {
      const found: Item[] = [];
      // An item that is gone meanwhile moves the next ones to a page that was read: the first total still counts it.
      let total = 0;
      let request = asking(path, { per_page: 100, ...params }, more);
      for (let page = 1; ; page++) {
        const { text, link } = await requester.send(request);
        const answer = parseAnswer<Answer<'get', P>>(request, text);
        found.push(...itemsOf(request, answer, items));
        total = Math.max(total, totalOf(answer));
        const next = nextLink(link);
        if (next === undefined) return { items: found, complete: countOf(found) >= total };
        if (page >= maxPages) return { items: found, complete: false };
        request = { ...request, url: nextPage(request, next) };
      }
    },
    async send<M extends Method, P extends PathOf<M>>(
      method: M,
      path: P,
      params: Params<M, P>,
      more?: RequestOptions,
    ) {
      const { url, rest } = addressOf(base, path, params);
      const body = Object.keys(rest).length === 0 ? {} : { body: JSON.stringify(rest) };
      const request = { method: method.toUpperCase(), accept: JSON_TYPE, url, ...body, ...more };
      const { text } = await requester.send(request);
      return text === '' ? (undefined as Answer<M, P>) : parseAnswer<Answer<M, P>>(request, text);
    },
    usage: () => requester.usage,
  };
}

function readBase(apiUrl: string): string {
  const url = URL.parse(apiUrl);
  if (url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.search === '')
    return url.href;
  throw new ActionError({
    code: 'INVALID_API_URL',
    message: `Found ${quote(apiUrl.replace(/\/\/[^/]*@/, '//***@'))} as the address of GitHub's API, expected one such as https://api.github.com.`,
    hint: 'GITHUB_API_URL says it; a runner sets it.',
  });
}

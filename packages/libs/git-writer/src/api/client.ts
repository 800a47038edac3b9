import { createGitHubClient, type GitHubClient } from '@gatehouse/github-client';
import { type Attempt, realClock } from '@gatehouse/retry';
import type { ApiTarget, WriterDeps } from '../request.ts';

/** The time for the answer to a query of GraphQL; a commit of 40 MB takes GitHub less. */
const QUERY_MS = 60_000;

/** A query of GraphQL as it is posted. */
export interface GraphqlQuery {
  readonly query: string;
  readonly variables: object;
}

/** GitHub for as long as one attempt has time. Everything here fails with a `GitHubError`. */
export interface Api {
  readonly rest: GitHubClient;
  /** Posts a query once, but for rate limits, and gives the answer, whose `errors` are for the caller. */
  readonly graphql: (query: GraphqlQuery) => Promise<unknown>;
}

/** Makes what asks GitHub during `attempt`. Fails with `INVALID_API_URL`. */
export function connectApi(
  { token, apiUrl }: ApiTarget,
  deps: WriterDeps,
  attempt: Pick<Attempt, 'remainingMs'>,
): Api {
  const { fetch, log, clock = realClock } = deps;
  const end = clock.now() + attempt.remainingMs;
  const options = { token, apiUrl, name: 'git-writer', remainingMs: () => end - clock.now() };
  // GraphQL is beside `/api/v3` on a server of one's own, and below the root of api.github.com.
  const beside = { ...options, apiUrl: apiUrl.replace(/\/api\/v3\/?$/, '/api') };
  const { send } = createGitHubClient(beside, { fetch: within(QUERY_MS, fetch), log, clock });
  // GitHub's description of REST, which the client's types come from, does not know the path of GraphQL.
  const post = send as (method: 'post', path: '/graphql', query: GraphqlQuery) => Promise<unknown>;
  return {
    rest: createGitHubClient(options, { fetch, log, clock }),
    graphql: (query) => post('post', '/graphql', query),
  };
}

/** Ends a request after `ms`: the client lets a POST use up all the time, and none would be left to look for its commit. */
function within(ms: number, send: typeof fetch): typeof fetch {
  return (url, init) => {
    const signals = [AbortSignal.timeout(ms), init?.signal].filter((signal) => signal instanceof AbortSignal);
    return send(url, { ...init, signal: AbortSignal.any(signals) });
  };
}

import { ActionError, quote, registerSecret } from '@gatehouse/action-kit';
import { classifyNetworkError, classifyResponse } from '@gatehouse/retry';
import type { ApiTarget, WriterDeps } from '../request.ts';
import { Setback } from '../setback.ts';

/** The time for one answer; a commit of 40 MB takes GitHub less. */
const REQUEST_MS = 60_000;
/** What GitHub asks for when a secondary rate limit names no time (docs: "wait for at least one minute"). */
const SECONDARY_LIMIT_MS = 60_000;

/** One request. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST';
  /** From the API's root, such as `/repos/…`; percent-encoded. */
  readonly path: string;
  readonly accept?: string;
  readonly body?: string;
  readonly signal: AbortSignal;
}

/** The answer to a request that the server understood: 2xx, or 404 where a caller knows what that means. */
export interface ApiAnswer {
  readonly status: number;
  readonly bytes: Uint8Array;
}

/** Talks to GitHub for one repository. */
export class ApiClient {
  readonly #target: ApiTarget;
  readonly #fetch: typeof fetch;

  constructor(target: ApiTarget, deps: Pick<WriterDeps, 'fetch'>) {
    registerSecret(target.token);
    this.#target = target;
    this.#fetch = deps.fetch;
  }

  /** Fails with a `Setback` for what can be another next time, with an `ActionError` for what cannot. */
  async send(request: ApiRequest): Promise<ApiAnswer> {
    const { method, path, signal } = request;
    const what = `${method} ${path.replace(/\?.*/, '')}`;
    try {
      const response = await this.#fetch(this.#address(path), {
        method,
        headers: this.#headers(request),
        signal: AbortSignal.any([signal, AbortSignal.timeout(REQUEST_MS)]),
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (response.ok || response.status === 404) return { status: response.status, bytes };
      throw refusal(what, response, bytes);
    } catch (error) {
      signal.throwIfAborted();
      const verdict = classifyNetworkError(error);
      if (verdict.kind === 'final') throw error;
      throw new Setback('transport', `${what}: ${verdict.reason}`);
    }
  }

  async json(request: ApiRequest): Promise<{ readonly status: number; readonly value: unknown }> {
    const { status, bytes } = await this.send(request);
    const text = Buffer.from(bytes).toString('utf8');
    try {
      return { status, value: JSON.parse(text) };
    } catch {
      throw new ActionError({
        code: 'REMOTE_FAILED',
        message: `${request.method} ${request.path} gave ${quote(text)}; expected JSON.`,
        hint: 'Check the API address, and whether a proxy answers in its place.',
      });
    }
  }

  /** GraphQL is beside `/api/v3` on a server of one's own, and below the root of api.github.com. */
  #address(path: string): string {
    const { apiUrl } = this.#target;
    return path === '/graphql' ? `${apiUrl.replace(/\/api\/v3$/, '/api')}/graphql` : apiUrl + path;
  }

  #headers({ accept = 'application/vnd.github+json', body }: ApiRequest): Record<string, string> {
    return {
      accept,
      authorization: `Bearer ${this.#target.token}`,
      'user-agent': 'gatehouse',
      'x-github-api-version': '2022-11-28',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
  }
}

function refusal(what: string, response: Response, bytes: Uint8Array): Error {
  const { status, headers } = response;
  const said = Buffer.from(bytes).toString('utf8');
  const verdict = classifyResponse(response);
  const limitMs = limitOf(status, headers, said);
  if (verdict.kind === 'transient' || limitMs !== undefined) {
    const asked = verdict.kind === 'transient' ? verdict.retryAfterMs : undefined;
    return new Setback('transport', `${what}: ${verdict.reason}, ${quote(wordsOf(said))}`, asked ?? limitMs);
  }
  const accepted = headers.get('x-accepted-github-permissions');
  const message = `${what} was answered with ${status}: ${quote(wordsOf(said))}.`;
  if (status === 401) {
    return new ActionError({
      code: 'NO_PERMISSION',
      message,
      hint: 'Check the token: it is not valid, or not any more.',
    });
  }
  if (status === 403) {
    const asks = accepted ? ` The API asks for ${quote(accepted)}.` : '';
    const hint = `Give the job "permissions: contents: write", or another token that has it.${asks}`;
    return new ActionError({ code: 'NO_PERMISSION', message, hint });
  }
  const hint = 'Look at what the API says; nothing in it tells that another attempt would help.';
  return new ActionError({ code: 'REMOTE_FAILED', message, hint });
}

/** How long a rate limit lasts; `undefined` when this is none (docs: "Rate limits for the REST API"). */
function limitOf(status: number, headers: Headers, said: string): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  if (headers.get('x-ratelimit-remaining') === '0') {
    return Math.max(1000, Number(headers.get('x-ratelimit-reset') ?? 0) * 1000 - Date.now());
  }
  return /secondary rate limit|abuse detection/i.test(said) ? SECONDARY_LIMIT_MS : undefined;
}

function wordsOf(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null && 'message' in value ? String(value.message) : body;
  } catch {
    return body;
  }
}

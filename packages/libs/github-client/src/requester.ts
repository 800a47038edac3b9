import type { Log } from '@gatehouse/action-kit';
import { classifyNetworkError, type RetryDeps, retry, type Verdict } from '@gatehouse/retry';
import { checkOrigin } from './answer.ts';
import { readBody } from './body.ts';
import { ConditionalCache } from './conditional.ts';
import { type RateLimit, rateLimitOf } from './rate-limit.ts';
import { finalError, Refusal, told, tooLate } from './refusal.ts';
import { type Incoming, nameOf, type Outgoing } from './request.ts';
import type { Usage } from './usage.ts';

/** What sending requests needs from the world. */
export interface Transport {
  readonly fetch: typeof fetch;
  readonly log: Log;
  readonly clock?: RetryDeps | undefined;
  /** The time of day in milliseconds, as `Date.now()` gives it. */
  readonly wallClock: () => number;
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The time that a request may take from now on, in milliseconds: connection, headers, body, repetitions and
   * their pauses. Where none is left, nothing is sent.
   */
  readonly remainingMs: () => number;
}

const ATTEMPT_MS = 30_000;
/** `fetch` heeds its signal at once; what does not is left behind, so that the deadline holds. */
const SETTLE_MS = 500;
const FINAL: Verdict = { kind: 'final', reason: 'not-repeatable' };

/**
 * Sends requests one at a time, as GitHub asks for
 * (https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api), and repeats
 * those that failed for the moment.
 */
export class Requester {
  readonly #transport: Transport;
  readonly #cache = new ConditionalCache();
  #turn: Promise<unknown> = Promise.resolve();
  #usage: Usage = { requests: 0, notModified: 0, rateLimited: 0, received: 0 };

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  get usage(): Usage {
    return this.#usage;
  }

  /** Sends `request` when those before it are over. Fails with a `GitHubError`. */
  send(request: Outgoing): Promise<Incoming> {
    const sent = this.#turn.then(() => this.#persist(request));
    this.#turn = sent.catch(() => {});
    return sent;
  }

  async #persist(request: Outgoing): Promise<Incoming> {
    const { clock, log, wallClock, remainingMs } = this.#transport;
    const { repeatable = request.method !== 'POST' } = request;
    let limit: RateLimit | undefined;
    let limited = 0;
    const classify = (error: unknown): Verdict => {
      limit = error instanceof Refusal ? rateLimitOf(error.failure, limited + 1, wallClock()) : undefined;
      if (limit !== undefined) {
        limited += 1;
        this.#count('rateLimited');
        return { kind: 'transient', reason: `${limit.kind} rate limit`, retryAfterMs: limit.pauseMs };
      }
      if (!repeatable) return FINAL;
      return error instanceof Refusal ? error.verdict(wallClock()) : classifyNetworkError(error);
    };
    const deadlineMs = remainingMs();
    if (deadlineMs <= 0) throw tooLate(request);
    const policy = {
      deadlineMs,
      settleMs: SETTLE_MS,
      // An attempt that is cut off counts as repeatable, so the others may last until the deadline.
      attemptTimeoutMs: repeatable ? ATTEMPT_MS : undefined,
      classify,
      onRetry: ({ error, verdict, delayMs }: { error: unknown; verdict: Verdict; delayMs: number }) =>
        log.info(
          `${nameOf(request)}: ${verdict.reason} (${told(error)}); asking again in ${Math.ceil(delayMs / 1000)} s.`,
        ),
    };
    try {
      return await retry(({ signal }) => this.#attempt(request, signal), policy, clock);
    } catch (thrown) {
      throw finalError(request, thrown, limit);
    }
  }

  async #attempt(request: Outgoing, signal: AbortSignal): Promise<Incoming> {
    const { method, url, accept, body } = request;
    const key = `${accept} ${url}`;
    const known = method === 'GET' ? this.#cache.get(key) : undefined;
    const headers = {
      ...this.#transport.headers,
      accept,
      ...(known === undefined ? {} : { 'if-none-match': known.etag }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    this.#count('requests');
    const response = await this.#transport.fetch(url, { method, headers, signal, body: body ?? null });
    const text = await readBody(request, response);
    checkOrigin(request, response);
    this.#count('received', text.length);
    if (response.status === 304 && known !== undefined) {
      this.#count('notModified');
      return known;
    }
    if (!response.ok) throw new Refusal(request, response, text);
    const link = response.headers.get('link');
    const etag = response.headers.get('etag');
    if (method === 'GET' && etag !== null) this.#cache.set(key, { etag, text, link });
    return { text, link };
  }

  #count(what: keyof Usage, more = 1): void {
    this.#usage = { ...this.#usage, [what]: this.#usage[what] + more };
  }
}

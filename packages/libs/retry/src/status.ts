import { parseRetryAfter } from './retry-after.ts';
import type { Verdict } from './verdict.ts';

/** Request Timeout, Too Early, Too Many Requests. */
const TRANSIENT_4XX: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * Server errors that are about the request or the set-up, so that the same request meets them again:
 * Not Implemented, HTTP Version Not Supported, Variant Also Negotiates, Loop Detected, Not Extended,
 * Network Authentication Required, and Cloudflare's 526, an invalid certificate at the origin.
 */
const FINAL_5XX: ReadonlySet<number> = new Set([501, 505, 506, 508, 510, 511, 526]);

/** Whether a response with this status can be another one next time. */
export function isTransientStatus(status: number): boolean {
  return TRANSIENT_4XX.has(status) || (status >= 500 && status <= 599 && !FINAL_5XX.has(status));
}

/** Whether the text of a 403 or a 429 is about a rate limit, and not about a permission. */
export function saysRateLimit(text: string): boolean {
  return /\brate.?limit|abuse detection|too many requests/i.test(text);
}

/**
 * What the artifact service and the container registry say when the server behind them did not answer
 * (actions/toolkit#2452): nothing in it is about the request.
 */
const INTERMEDIARY = /\berror from intermediary\b/i;

/** An answer as far as it tells whether asking again can help. */
export interface Answer {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** The body, or its beginning. */
  readonly text: string;
}

/**
 * Judges an answer by its status, its Retry-After header and its body together. A 403 is transient when it
 * names a time to come back or a rate limit
 * (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api), or when a server in
 * between says it; any other 403 is a lack of a permission.
 *
 * @param nowMs the wall clock, as `Date.now()` gives it
 */
export function classifyResponse({ status, headers, text }: Answer, nowMs: number = Date.now()): Verdict {
  const reason = `http-${status}`;
  const retryAfterMs = parseRetryAfter(headers.get('retry-after'), nowMs);
  const again = retryAfterMs !== undefined || saysRateLimit(text) || INTERMEDIARY.test(text);
  const transient = isTransientStatus(status) || (status === 403 && again);
  return transient ? { kind: 'transient', reason, retryAfterMs } : { kind: 'final', reason };
}

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

/**
 * Judges a response by its status and its Retry-After header. A 403 that names a time to come back is
 * GitHub's secondary rate limit, no lack of a permission
 * (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api).
 *
 * @param nowMs the wall clock, as `Date.now()` gives it
 */
export function classifyResponse(
  response: { readonly status: number; readonly headers: { get(name: string): string | null } },
  nowMs: number = Date.now(),
): Verdict {
  const { status, headers } = response;
  const reason = `http-${status}`;
  const retryAfterMs = parseRetryAfter(headers.get('retry-after'), nowMs);
  const transient = isTransientStatus(status) || (status === 403 && retryAfterMs !== undefined);
  return transient ? { kind: 'transient', reason, retryAfterMs } : { kind: 'final', reason };
}

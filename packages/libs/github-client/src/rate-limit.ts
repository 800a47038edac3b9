import { parseRetryAfter } from '@gatehouse/retry';

/** How GitHub told us to slow down. */
export interface RateLimit {
  readonly kind: 'primary' | 'secondary';
  /** How long to stay away, in milliseconds. */
  readonly pauseMs: number;
}

/** What is needed of an answer to tell a rate limit from a missing permission. */
export interface Refused {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  /** `message` of the answer's body. */
  readonly message: string;
}

const MINUTE = 60_000;

/**
 * Reads a rate limit from an answer, in the order that GitHub asks for: `retry-after`, then
 * `x-ratelimit-reset` when nothing remains, then a minute that doubles with each further time
 * (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit).
 * A pause of nothing and a reset that has passed are no word of when: who refuses and asks for no pause
 * would be asked again and again. `undefined` for any other 403, which is about a permission.
 *
 * @param times how often this request has met a limit, this time included
 * @param nowMs the wall clock, for an answer without `Date`
 */
export function rateLimitOf(
  { status, headers, message }: Refused,
  times: number,
  nowMs: number,
): RateLimit | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const now = serverTime(headers.get('date')) ?? nowMs;
  const exhausted = headers.get('x-ratelimit-remaining') === '0';
  const kind = exhausted ? 'primary' : 'secondary';
  const retryAfterMs = parseRetryAfter(headers.get('retry-after'), now);
  if (retryAfterMs) return { kind, pauseMs: retryAfterMs };
  const reset = headers.get('x-ratelimit-reset') ?? '';
  const resetMs = exhausted && /^\d{1,11}$/.test(reset) ? Number(reset) * 1000 : undefined;
  // The reset is told in whole seconds, so it is over one later.
  if (resetMs !== undefined && resetMs > now) return { kind, pauseMs: resetMs - now + 1000 };
  const isLimit = status === 429 || retryAfterMs !== undefined || resetMs !== undefined;
  if (isLimit || /\b(rate limit|abuse detection)\b/i.test(message)) {
    return { kind, pauseMs: MINUTE * 2 ** (times - 1) };
  }
  return undefined;
}

/** The server's clock, since a reset is told by it and a runner's clock may be off. */
function serverTime(date: string | null): number | undefined {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? undefined : time;
}

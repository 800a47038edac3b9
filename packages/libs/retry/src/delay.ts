/** The pauses between attempts, in milliseconds. */
export interface Backoff {
  /** Upper bound of the first pause; it doubles with each attempt. Default: 1000. */
  readonly firstDelayMs?: number | undefined;
  /** Upper bound of every pause. Default: 30000. */
  readonly maxDelayMs?: number | undefined;
}

/**
 * The pause after attempt number `attempt`: anything from 0 to the doubled bound ("full jitter"), so
 * that the legs of a matrix which failed together do not come back together
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
 */
export function jitteredDelay(backoff: Backoff, attempt: number, random: () => number): number {
  const { firstDelayMs = 1000, maxDelayMs = 30_000 } = backoff;
  return random() * Math.min(maxDelayMs, firstDelayMs * 2 ** (attempt - 1));
}

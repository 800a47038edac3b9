import { seconds } from './error.ts';

/** What comes after a transient failure. */
export type PausePlan =
  | { readonly kind: 'pause'; readonly delayMs: number }
  | { readonly kind: 'give-up'; readonly code: 'DEADLINE' | 'RETRY_AFTER'; readonly why: string };

/**
 * How long to pause, or that there is no time for it: sleeping into the deadline would only delay the
 * bad news. The jitter comes on top of what Retry-After asks for, since all who were turned away
 * together were given the same number; it is left out where the deadline has no room for both, unless
 * nothing would then be left of the pause: who is asked again at once refuses again.
 */
export function planPause(
  retryAfterMs: number | undefined,
  jitterMs: number,
  remainingMs: number,
): PausePlan {
  if (retryAfterMs !== undefined && retryAfterMs >= remainingMs) {
    const why = `Retry-After asks for a pause of ${seconds(retryAfterMs)}, more than the ${left(remainingMs)} left`;
    return { kind: 'give-up', code: 'RETRY_AFTER', why };
  }
  const both = (retryAfterMs ?? 0) + jitterMs;
  if (both < remainingMs) return { kind: 'pause', delayMs: both };
  if (retryAfterMs) return { kind: 'pause', delayMs: retryAfterMs };
  const why = `the next one would begin in ${seconds(jitterMs)}, and ${left(remainingMs)} are left`;
  return { kind: 'give-up', code: 'DEADLINE', why };
}

function left(remainingMs: number): string {
  return seconds(Math.max(0, remainingMs));
}

import { type RetryDeps, realClock } from './retry.ts';

/** The milliseconds that are left; 0 once the time is up. */
export type Remaining = () => number;

/** What is left of `deadlineMs` milliseconds from now on, for everything that is done within one deadline. */
export function remainingOf(deadlineMs: number, clock: Pick<RetryDeps, 'now'> = realClock): Remaining {
  const end = clock.now() + deadlineMs;
  return () => Math.max(end - clock.now(), 0);
}

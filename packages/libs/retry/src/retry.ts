import { setTimeout as pause } from 'node:timers/promises';
import { type Attempt, makeAttempt } from './attempt.ts';
import { type Backoff, jitteredDelay } from './delay.ts';
import { RetryError, type RetryErrorCode } from './error.ts';
import { planPause } from './pause.ts';
import type { Classify, Verdict } from './verdict.ts';

/** How long, how often and on what the work is tried again. */
export interface RetryPolicy extends Backoff {
  /** The time for everything, pauses included, in milliseconds. */
  readonly deadlineMs: number;
  readonly classify: Classify;
  /** Default: as many as the deadline has room for. */
  readonly maxAttempts?: number | undefined;
  /** The time for one attempt, in milliseconds; one that takes longer counts as transient. */
  readonly attemptTimeoutMs?: number | undefined;
  /** How long an attempt may take to stop at its signal before it is abandoned. Default: 10000. */
  readonly settleMs?: number | undefined;
  /** Ends the attempt and the row of attempts; `retry` then throws its reason. */
  readonly signal?: AbortSignal | undefined;
  /** Told of each failure that is followed by another attempt, before the pause. */
  readonly onRetry?: ((failure: Failure) => void) | undefined;
}

/** A transient failure that is followed by another attempt. */
export interface Failure {
  readonly attempt: number;
  readonly error: unknown;
  readonly verdict: Extract<Verdict, { kind: 'transient' }>;
  /** The pause before the next attempt, in milliseconds. */
  readonly delayMs: number;
}

/** What `retry` needs from the world. */
export interface RetryDeps {
  /** A clock that never goes back, in milliseconds. */
  readonly now: () => number;
  readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 up to, but not including, 1. */
  readonly random: () => number;
}

/** The clock and the chance of this machine. */
export const realClock: RetryDeps = {
  now: () => performance.now(),
  sleep: async (ms, signal) => {
    await pause(ms, undefined, signal === undefined ? {} : { signal });
  },
  random: Math.random,
};

/**
 * Does `work` until it succeeds, fails finally, or time or attempts run out. A final failure is thrown
 * as it came; the end of a row of transient ones is a {@link RetryError}.
 */
export async function retry<T>(
  work: (attempt: Attempt) => Promise<T>,
  policy: RetryPolicy,
  deps: RetryDeps = realClock,
): Promise<T> {
  const { deadlineMs, maxAttempts = Infinity, signal: cancel } = policy;
  const start = deps.now();
  const row = new Row();
  for (let number = 1; ; number++) {
    cancel?.throwIfAborted();
    const remainingMs = deadlineMs - (deps.now() - start);
    const timeMs = Math.max(0, Math.min(policy.attemptTimeoutMs ?? Infinity, remainingMs));
    const terms = { number, remainingMs, timeMs, settleMs: policy.settleMs ?? 10_000, cancel };
    const outcome = await makeAttempt(work, terms);
    if (outcome.kind === 'done') return outcome.value;
    cancel?.throwIfAborted();
    const { error } = outcome;
    const giveUp = (code: RetryErrorCode, why: string) =>
      new RetryError(code, why, number, deps.now() - start, error);
    if (outcome.kind === 'abandoned') {
      throw giveUp('ABANDONED', 'the last one did not stop when it was told to');
    }
    const verdict = outcome.timedOut ? TIMED_OUT : policy.classify(error);
    if (verdict.kind === 'final') throw error;
    if (number >= maxAttempts) throw giveUp('ATTEMPTS', `${maxAttempts} were allowed`);
    const inRow = row.add(verdict.reason);
    if (inRow >= (verdict.maxInRow ?? Infinity)) {
      throw giveUp('ATTEMPTS', `the last ${inRow} failed with ${verdict.reason}`);
    }
    const jitterMs = jitteredDelay(policy, number, deps.random);
    const plan = planPause(verdict.retryAfterMs, jitterMs, deadlineMs - (deps.now() - start));
    if (plan.kind === 'give-up') throw giveUp(plan.code, plan.why);
    policy.onRetry?.({ attempt: number, error, verdict, delayMs: plan.delayMs });
    await deps.sleep(plan.delayMs, cancel).catch((interrupted: unknown) => {
      cancel?.throwIfAborted();
      throw interrupted;
    });
    // A timer may come later than it was set for.
    if (deps.now() - start >= deadlineMs) throw giveUp('DEADLINE', 'the time was up after the pause');
  }
}

/** How often in a row the attempts have failed for one reason. */
class Row {
  #reason = '';
  #length = 0;

  add(reason: string): number {
    this.#length = reason === this.#reason ? this.#length + 1 : 1;
    this.#reason = reason;
    return this.#length;
  }
}

const TIMED_OUT: Verdict = { kind: 'transient', reason: 'attempt-timeout' };

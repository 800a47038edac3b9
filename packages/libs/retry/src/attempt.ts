/** setTimeout holds no more: some 24 days. */
const LONGEST_MS = 2 ** 31 - 1;

/** One go at the work. */
export interface Attempt {
  /** Starts at 1. */
  readonly number: number;
  /** Aborted when the time of the attempt or of the whole is over, or the caller gives up. */
  readonly signal: AbortSignal;
  /** How much of the deadline was left when the attempt began, in milliseconds. */
  readonly remainingMs: number;
}

/** How an attempt went; `abandoned` when it did not settle although its signal was aborted. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown; readonly timedOut: boolean }
  | { readonly kind: 'abandoned'; readonly error: unknown };

/** Makes one attempt of at most `timeMs`, and waits `settleMs` more for it to heed its signal. */
export async function makeAttempt<T>(
  work: (attempt: Attempt) => Promise<T>,
  { number, remainingMs, timeMs, settleMs, cancel }: AttemptTerms,
): Promise<Outcome<T>> {
  const late = new AbortController();
  const tooLate = new DOMException(
    `attempt ${number} took longer than ${Math.round(timeMs) / 1000} s`,
    'TimeoutError',
  );
  const timers = [setTimeout(() => late.abort(tooLate), Math.min(timeMs, LONGEST_MS))];
  const signal = cancel === undefined ? late.signal : AbortSignal.any([late.signal, cancel]);
  const { promise: unsettled, resolve: abandon } = Promise.withResolvers<Outcome<T>>();
  const onAbort = () => {
    const giveUp = () => abandon({ kind: 'abandoned', error: signal.reason });
    timers.push(setTimeout(giveUp, Math.min(settleMs, LONGEST_MS)));
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const settled = settle(work, { number, signal, remainingMs }, tooLate);
    return await Promise.race([settled, unsettled]);
  } finally {
    timers.forEach(clearTimeout);
    signal.removeEventListener('abort', onAbort);
  }
}

/** The terms of one attempt, times in milliseconds. */
export interface AttemptTerms {
  readonly number: number;
  readonly remainingMs: number;
  readonly timeMs: number;
  readonly settleMs: number;
  readonly cancel: AbortSignal | undefined;
}

async function settle<T>(
  work: (attempt: Attempt) => Promise<T>,
  attempt: Attempt,
  tooLate: unknown,
): Promise<Outcome<T>> {
  try {
    return { kind: 'done', value: await work(attempt) };
  } catch (error) {
    return { kind: 'failed', error, timedOut: attempt.signal.reason === tooLate && isAbort(error) };
  }
}

/** Whether the work failed because it was stopped, and not of something that it found in time. */
function isAbort(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error.name === 'AbortError' || error.name === 'TimeoutError' || isAbort(error.cause))
  );
}

import { ActionError, messageOf, redact } from '@gatehouse/action-kit';
import { type Attempt, RetryError, type RetryPolicy, retry } from '@gatehouse/retry';
import type { WriterDeps } from './request.ts';
import { classifySetback, Setback } from './setback.ts';

/** The times of a row of attempts, and what it tries to do, in words. */
export interface Insistence extends Pick<RetryPolicy, 'deadlineMs' | 'firstDelayMs' | 'maxDelayMs'> {
  /** Completes the sentence "could not …". */
  readonly doing: string;
  /** What its end in vain is called. */
  readonly code: 'GAVE_UP' | 'NOT_PROVEN';
}

/** Attempts `work` until it comes through, and tells of each setback. Fails with `code`. */
export async function insist<T>(
  { log, clock }: Pick<WriterDeps, 'log' | 'clock'>,
  { doing, code, ...times }: Insistence,
  work: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  let before = '';
  const policy: RetryPolicy = {
    ...times,
    classify: classifySetback,
    onRetry: ({ attempt, error, verdict, delayMs }) => {
      before = messageOf(error);
      const wait = `next attempt in ${(delayMs / 1000).toFixed(1)} s`;
      log.info(redact(`Attempt ${attempt} to ${doing}: ${verdict.reason} (${before}); ${wait}.`));
    },
  };
  try {
    return await retry(work, policy, clock);
  } catch (error) {
    if (!(error instanceof RetryError || error instanceof Setback)) throw error;
    // The last attempt often ends with the time that is over, which says nothing about the cause.
    const also = before === '' || error.message.includes(before) ? '' : ` Before that: ${before}.`;
    throw new ActionError({
      code,
      message: redact(`Could not ${doing}. ${error.message}${also}`),
      hint: 'Look at the branch and run the job again: a repeated run adds no second commit. Where it is always a lost race, put the writers of the branch into one concurrency group.',
      cause: error,
    });
  }
}

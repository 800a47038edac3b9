import { ActionError, messageOf, redact } from '@gatehouse/action-kit';
import { type Attempt, RetryError, type RetryPolicy, retry } from '@gatehouse/retry';
import { RepeatedWords, SAME_WORDS } from './repeated-words.ts';
import type { WriterDeps } from './request.ts';
import { classifyFailure, TransientFailure } from './transient-failure.ts';

/** The times of a row of attempts, and what it tries to do, in words. */
export interface RetriedWork extends Pick<RetryPolicy, 'deadlineMs' | 'firstDelayMs' | 'maxDelayMs'> {
  /** Completes the sentence "could not …". */
  readonly doing: string;
  /** What its end in vain is called. */
  readonly code: 'GAVE_UP' | 'NOT_PROVEN';
}

/** Attempts `work` until it succeeds, and logs each failure. Fails with `code`, or `REMOTE_FAILED`. */
export async function withRetries<T>(
  { log, clock }: Pick<WriterDeps, 'log' | 'clock'>,
  { doing, code, ...times }: RetriedWork,
  work: (attempt: Attempt) => Promise<T>,
): Promise<T> {
  let before = '';
  let isRepeated = false;
  const repeated = new RepeatedWords();
  const policy: RetryPolicy = {
    ...times,
    classify: (error) => {
      isRepeated = repeated.includes(error);
      return isRepeated ? { kind: 'final', reason: 'same-words' } : classifyFailure(error);
    },
    onRetry: ({ attempt, error, verdict, delayMs }) => {
      before = messageOf(error);
      const wait = `next attempt in ${(delayMs / 1000).toFixed(1)} s`;
      log.info(redact(`Attempt ${attempt} to ${doing}: ${verdict.reason} (${before}); ${wait}.`));
    },
  };
  try {
    return await retry(work, policy, clock);
  } catch (error) {
    if (isRepeated && error instanceof TransientFailure) throw saidAgain(doing, error);
    if (!(error instanceof RetryError || error instanceof TransientFailure)) throw error;
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

function saidAgain(doing: string, cause: TransientFailure): ActionError<'REMOTE_FAILED'> {
  return new ActionError({
    code: 'REMOTE_FAILED',
    message: redact(
      `Could not ${doing}. The remote said the same in ${SAME_WORDS} attempts: ${cause.message}`,
    ),
    hint: 'Retrying would not help: fix what the remote reports, such as a hook or a quota of the server.',
    cause,
  });
}

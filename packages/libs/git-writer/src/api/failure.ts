import { ActionError } from '@gatehouse/action-kit';
import { GitHubError, type GitHubErrorCode } from '@gatehouse/github-client';
import { classifyNetworkError, isTransientStatus, RetryError } from '@gatehouse/retry';
import { TransientFailure } from '../transient-failure.ts';

type FinalCode = 'NO_PERMISSION' | 'REMOTE_NOT_FOUND' | 'REMOTE_FAILED';

const CODES: Partial<Readonly<Record<GitHubErrorCode, FinalCode>>> = {
  BAD_CREDENTIALS: 'NO_PERMISSION',
  MISSING_PERMISSION: 'NO_PERMISSION',
  NOT_FOUND: 'REMOTE_NOT_FOUND',
};

/** What a request that came to nothing means for the write; anything else that was thrown stays as it is. */
export function judgeFailure(thrown: unknown): unknown {
  if (!(thrown instanceof GitHubError)) return thrown;
  const { code, message, hint, status, cause } = thrown;
  if (cause instanceof RetryError) {
    // What the other side asks for is no shorter in the next attempt, and a name that the client looked up as
    // often as is worth it stays unknown; the client's own pauses are shorter.
    const isOver = cause.code === 'RETRY_AFTER' || cause.code === 'ATTEMPTS';
    return new TransientFailure(isOver ? 'no-time-left' : 'transport', message);
  }
  const unanswered = code === 'UNAVAILABLE' && classifyNetworkError(cause).kind === 'transient';
  if (unanswered || (status !== undefined && isTransientStatus(status)))
    return new TransientFailure('transport', message);
  const needs = code === 'MISSING_PERMISSION' ? ' A write takes "contents: write".' : '';
  return new ActionError({
    code: CODES[code] ?? 'REMOTE_FAILED',
    message,
    hint: (hint ?? NO_USE) + needs,
    cause,
  });
}

/** The advice where nobody knows any. */
export const NO_USE = 'Look at what the API says; nothing in it tells that another attempt would help.';

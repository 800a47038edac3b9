import { messageOf, quote, redact } from '@gatehouse/action-kit';
import {
  type Answer,
  classifyResponse,
  isNetworkError,
  networkAdvice,
  RetryError,
  type Verdict,
} from '@gatehouse/retry';
import { messageIn } from './body.ts';
import { errorOf, type Failure, GitHubError } from './error.ts';
import type { RateLimit } from './rate-limit.ts';
import { nameOf, type Outgoing } from './request.ts';

/** An answer that is no success. */
export class Refusal extends Error {
  readonly failure: Failure;
  /** Private, for its text may hold what may not be shown. */
  readonly #answer: Answer;

  constructor(request: Outgoing, { status, headers }: Response, text: string) {
    const message = redact(messageIn(text));
    super(`it answered ${status} ${quote(message)}`);
    this.#answer = { status, headers, text };
    const name = nameOf(request);
    this.failure = { status, headers, message, request: name, what: request.what ?? name };
  }

  /** Whether asking again can help. */
  verdict(nowMs: number): Verdict {
    return classifyResponse(this.#answer, nowMs);
  }
}

/**
 * What a request failed of in the end; `limit` is the rate limit that it met last, if any. What is neither
 * an answer nor of the network is a bug of ours, and stays what it is.
 */
export function finalError(request: Outgoing, thrown: unknown, limit: RateLimit | undefined): unknown {
  if (thrown instanceof GitHubError) return thrown;
  if (thrown instanceof Refusal && limit === undefined) return errorOf(thrown.failure);
  if (!(thrown instanceof Refusal || thrown instanceof RetryError || isNetworkError(thrown))) return thrown;
  const last = thrown instanceof RetryError ? thrown.cause : thrown;
  const status = last instanceof Refusal ? last.failure.status : undefined;
  const end = `${nameOf(request)}: ${told(thrown)}`;
  return limit === undefined
    ? new GitHubError({
        code: 'UNAVAILABLE',
        status,
        message: `GitHub could not be asked. ${end}`,
        hint: adviceFor(request, last),
        cause: thrown,
      })
    : new GitHubError({
        code: 'RATE_LIMITED',
        status,
        message: `GitHub's ${limit.kind} rate limit stands in the way. ${end}`,
        hint: 'Run the job again later, give it more time, or use a token with a limit of its own.',
        cause: thrown,
      });
}

/** For a request whose turn comes when no time is left. */
export function tooLate(request: Outgoing): GitHubError {
  return new GitHubError({
    code: 'UNAVAILABLE',
    message: `GitHub could not be asked. ${nameOf(request)}: the deadline passed before it was sent.`,
    hint: 'Set a longer deadline.',
  });
}

function adviceFor({ url }: Outgoing, failure: unknown): string {
  return networkAdvice(failure, url.host) ?? `Run the job again when ${url.host} answers.`;
}

/** The message of an error and of its cause: `fetch` keeps all that matters in the latter, also words of the server. */
export function told(error: unknown): string {
  const last = error instanceof RetryError ? error.cause : error;
  const cause = last instanceof Error ? last.cause : undefined;
  return cause === undefined ? messageOf(error) : `${messageOf(error)}: ${quote(messageOf(cause))}`;
}

import { messageOf, quote, redact } from '@gatehouse/action-kit';
import { RetryError } from '@gatehouse/retry';
import { messageIn } from './body.ts';
import { errorOf, type Failure, GitHubError } from './error.ts';
import type { RateLimit } from './rate-limit.ts';
import { nameOf, type Outgoing } from './request.ts';

/** An answer that is no success. */
export class Refusal extends Error {
  readonly failure: Failure;

  constructor(request: Outgoing, { status, headers }: Response, text: string) {
    const message = redact(messageIn(text));
    super(`it answered ${status} ${quote(message)}`);
    const name = nameOf(request);
    this.failure = { status, headers, message, request: name, what: request.what ?? name };
  }
}

/** What a request failed of in the end; `limit` is the rate limit that it met last, if any. */
export function finalError(request: Outgoing, thrown: unknown, limit: RateLimit | undefined): GitHubError {
  if (thrown instanceof GitHubError) return thrown;
  if (thrown instanceof Refusal && limit === undefined) return errorOf(thrown.failure);
  const last = thrown instanceof RetryError ? thrown.cause : thrown;
  const status = last instanceof Refusal ? last.failure.status : undefined;
  const end = `${nameOf(request)}: ${told(thrown)}`;
  return limit === undefined
    ? new GitHubError({
        code: 'UNAVAILABLE',
        status,
        message: `GitHub could not be asked. ${end}`,
        hint: `Run the job again when ${request.url.host} answers.`,
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

/** The message of an error and of its cause: `fetch` keeps all that matters in the latter, also words of the server. */
export function told(error: unknown): string {
  const last = error instanceof RetryError ? error.cause : error;
  const cause = last instanceof Error ? last.cause : undefined;
  return cause === undefined ? messageOf(error) : `${messageOf(error)}: ${quote(messageOf(cause))}`;
}

import { ActionError, quote, redact } from '@gatehouse/action-kit';
import { permissionAdvice } from './permission.ts';

/**
 * Why a request came to nothing: `BAD_CREDENTIALS` (401), `MISSING_PERMISSION` (403), `NOT_FOUND` (404, 410:
 * not there, or not to be seen by this token), `CONFLICT` (409), `UNPROCESSABLE` (422), `REFUSED` (any other
 * 4xx), `RATE_LIMITED` and `UNAVAILABLE` (still so when the time was up), `UNEXPECTED_ANSWER` (no JSON, a
 * page elsewhere).
 */
export type GitHubErrorCode =
  | 'BAD_CREDENTIALS'
  | 'MISSING_PERMISSION'
  | 'NOT_FOUND'
  | 'CONFLICT'
  | 'UNPROCESSABLE'
  | 'REFUSED'
  | 'RATE_LIMITED'
  | 'UNAVAILABLE'
  | 'UNEXPECTED_ANSWER';

interface GitHubErrorParts {
  readonly code: GitHubErrorCode;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly status?: number | undefined;
  readonly cause?: unknown;
}

/** A request to GitHub that failed for good. Holds no token. */
export class GitHubError extends ActionError<GitHubErrorCode> {
  /** The status of the last answer; `undefined` when there was none. */
  readonly status: number | undefined;

  constructor({ code, message, hint, status, cause }: GitHubErrorParts) {
    super({ code, message: redact(message), ...(hint === undefined ? {} : { hint: redact(hint) }), cause });
    this.name = 'GitHubError';
    this.status = status;
  }
}

/** An answer that is no success, on its way to becoming a {@link GitHubError}. */
export interface Failure {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  readonly message: string;
  /** `GET /repos/octo/widgets`. */
  readonly request: string;
  /** What was asked for: "the workflow runs of octo/widgets". */
  readonly what: string;
}

/** Turns a final answer into the missing permission, the missing thing, or what else it says. */
export function errorOf({ status, headers, message, request, what }: Failure): GitHubError {
  const answered = `${request} answered ${status} ${quote(message)}`;
  const advice = permissionAdvice(headers.get('x-accepted-github-permissions'));
  switch (status) {
    case 401:
      return new GitHubError({
        code: 'BAD_CREDENTIALS',
        status,
        message: `GitHub does not take the token: ${answered}.`,
        hint: 'Hand over a token that is valid for this server and has not expired, such as github.token.',
      });
    case 403:
      return new GitHubError({
        code: 'MISSING_PERMISSION',
        status,
        message: `The token may not use ${what}: ${answered}.`,
        hint: headers.get('x-github-sso')?.startsWith('required')
          ? 'Authorise the token for single sign-on of the organisation.'
          : advice,
      });
    case 404:
    case 410:
      return new GitHubError({
        code: 'NOT_FOUND',
        status,
        message: `GitHub has no ${what}, or this token may not see it: ${answered}.`,
        hint: `Check the name. If it is right, the token lacks a permission. ${advice}`,
      });
    default:
      return new GitHubError({
        code: OTHER_CODES.get(status) ?? (status >= 500 ? 'UNAVAILABLE' : 'REFUSED'),
        status,
        message: `GitHub refuses ${what}: ${answered}.`,
      });
  }
}

const OTHER_CODES: ReadonlyMap<number, GitHubErrorCode> = new Map([
  [409, 'CONFLICT'],
  [422, 'UNPROCESSABLE'],
]);

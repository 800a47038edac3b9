import { concealSecret, type Log } from '@gatehouse/action-kit';
import { ActionError } from '@gatehouse/action-kit/errors';
import { createGitHubClient, type GitHubClient, GitHubError } from '@gatehouse/github-client';
import type { Surroundings } from '../terminal.ts';

/** Who waits at a terminal has no minutes to spare for a network that is not there. */
const PATIENCE_MS = 10_000;

/** GitHub as the environment names it: `GITHUB_API_URL`, and `GITHUB_TOKEN` or `GH_TOKEN` for a higher rate limit. */
export function githubOf({ env, terminal }: Surroundings): GitHubClient {
  const { err } = terminal;
  const log: Log = {
    info: err,
    notice: err,
    warning: err,
    debug: () => {},
    group: (_, work) => work(),
  };
  return createGitHubClient(
    {
      apiUrl: env.GITHUB_API_URL || 'https://api.github.com',
      token: env.GITHUB_TOKEN || env.GH_TOKEN || '',
      name: 'pin',
      remainingMs: () => PATIENCE_MS,
    },
    { fetch, log, hide: concealSecret },
  );
}

/** The answer of `asked`, or `undefined` where GitHub has no such thing. */
export async function ifThere<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (thrown) {
    if (thrown instanceof GitHubError && thrown.code === 'NOT_FOUND') return undefined;
    throw thrown;
  }
}

/** Whether GitHub could not be asked, or not often enough; everything else that it says is about what was asked. */
export function isUnreachable(thrown: unknown): thrown is GitHubError {
  return thrown instanceof GitHubError && (thrown.code === 'UNAVAILABLE' || thrown.code === 'RATE_LIMITED');
}

/** The error for a command that needs GitHub and cannot reach it. */
export function offline(cause: GitHubError): ActionError<'OFFLINE'> {
  const hint =
    cause.code === 'RATE_LIMITED'
      ? 'Set GITHUB_TOKEN to any token, even one without permissions; it has a higher rate limit.'
      : `${cause.hint ?? 'Check the connection, and GITHUB_API_URL if it is set.'} gatehouse pin --check --offline checks only the files.`;
  return new ActionError({
    code: 'OFFLINE',
    message: `GitHub can't be reached, so nothing was changed. ${cause.message}`,
    hint,
    cause,
  });
}

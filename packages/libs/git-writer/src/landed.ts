import type { Candidate, Commit } from './branch.ts';
import { type RunIdentity, sameRun } from './run-identity.ts';
import { parseTrailers } from './trailers.ts';

/**
 * The commit of this very write, when a push whose answer was lost has landed after all. A remote that
 * does not tell the id beforehand has it as the only commit on the same base with the same message.
 */
export function findCandidate(
  history: readonly Commit[],
  candidates: readonly Candidate[],
): Commit | undefined {
  return history.find((commit) =>
    candidates.some(({ oid, base, message }) =>
      oid === undefined
        ? commit.parents[0] === base && commit.message.trim() === message
        : commit.oid === oid,
    ),
  );
}

/** The newest commit that this run left in this or an earlier attempt. */
export function findCommitOfRun(
  history: readonly Commit[],
  run: RunIdentity | undefined,
): Commit | undefined {
  if (run === undefined) return undefined;
  return history.find((commit) => {
    const trailers = parseTrailers(commit.message);
    return trailers !== undefined && sameRun(trailers.run, run) && trailers.run.runAttempt <= run.runAttempt;
  });
}

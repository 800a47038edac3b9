import { quote } from '@gatehouse/action-kit';
import { openApiBranch } from './api/branch.ts';
import { attemptWrite } from './attempt.ts';
import type { Candidate, Remote } from './branch.ts';
import { writeToFolder } from './folder/write.ts';
import { openGitBranch } from './git/open.ts';
import type { ObjectCache } from './objects.ts';
import { readBack } from './read-back.ts';
import type { ApiTarget, GitTarget, WriteRequest, WriterDeps } from './request.ts';
import { withRetries } from './with-retries.ts';
import type { WriteResult } from './write-result.ts';

/**
 * Puts what `produce` computes on a branch as one commit, by compare and swap: read the head, produce,
 * commit, push under a lease on exactly that head. A lost race or a lost connection begins again from
 * the head that is there then; a refusal is final at once. Afterwards the branch is read back.
 *
 * Fails with `BRANCH_MISSING`, `PUSH_REFUSED`, `NO_PERMISSION`, `REMOTE_NOT_FOUND`, `REMOTE_FAILED`,
 * `GAVE_UP`, `NOT_PROVEN`, `UNSAFE_PATH`, `UNSUPPORTED`, `TOO_LARGE`, `GIT_NOT_FOUND`, `INVALID_API_URL`
 * and `BAD_…`.
 */
export async function writeToBranch(request: WriteRequest, deps: WriterDeps): Promise<WriteResult> {
  const { target, deadlineMs, backoff } = request;
  if (target.mode === 'none') return writeToFolder(target, request);
  const doing = `write to ${quote(target.branch)}`;
  const policy = {
    firstDelayMs: 1000,
    maxDelayMs: 10_000,
    ...backoff,
    deadlineMs,
    doing,
    code: 'GAVE_UP' as const,
  };
  await using remote = await open(target, deps);
  const cache: ObjectCache = { trees: new Map(), blobs: new Map() };
  const candidates: Candidate[] = [];
  let attempts = 0;
  const outcome = await withRetries(deps, policy, (attempt) => {
    attempts = attempt.number;
    return attemptWrite({
      number: attempt.number,
      request,
      branch: remote.connect(attempt),
      cache,
      candidates,
      log: deps.log,
    });
  });
  if (outcome.kind === 'nothing') {
    return {
      kind: 'unchanged',
      reason: outcome.reason,
      head: outcome.base,
      address: remote.address,
      attempts,
    };
  }
  const { commit, base, landedBy, provenIn } = outcome;
  const proof = await readBack({ remote, commit, provenIn, verify: request.verify, cache }, deps);
  const { address } = remote;
  return { kind: 'committed', address, attempts, commit, base: base ?? null, landedBy, ...proof };
}

function open(target: GitTarget | ApiTarget, deps: WriterDeps): Promise<Remote> {
  return target.mode === 'git' ? openGitBranch(target, deps) : openApiBranch(target, deps);
}

import { ActionError, type Log } from '@gatehouse/action-kit';
import type { Branch, Candidate } from './branch.ts';
import { planChanges } from './changes.ts';
import { findCandidate, findCommitOfRun } from './landed.ts';
import { composeMessage } from './message.ts';
import { type ObjectCache, Objects } from './objects.ts';
import type { WriteRequest } from './request.ts';
import { type BranchSnapshot, takeSnapshot } from './snapshot.ts';

/** How an attempt that came through ended. */
export type Outcome =
  | { readonly kind: 'nothing'; readonly reason: string; readonly base: string }
  | {
      readonly kind: 'landed';
      readonly commit: string;
      readonly base: string | undefined;
      readonly landedBy: 'push' | 'found-after-lost-answer';
      /**
       * Where all that was to be written must stand: in the commit, or only in the head, where another
       * writer may have brought what the commit of an earlier attempt does not have.
       */
      readonly provenIn: 'commit' | 'head';
    };

/** What one attempt works with. */
export interface AttemptContext {
  readonly number: number;
  readonly request: WriteRequest;
  readonly branch: Branch;
  readonly cache: ObjectCache;
  /** Every commit that was sent so far: whatever the answer was, it may be on the branch. */
  readonly candidates: Candidate[];
  readonly log: Log;
}

/** Reads the head, produces on it, and lands one commit; or finds that it has landed, or that none is needed. */
export async function attemptWrite(context: AttemptContext): Promise<Outcome> {
  const { number, request, branch, cache, candidates, log } = context;
  const { run, signOff } = request;
  const head = await branch.head();
  if (head === undefined) throw missing(branch);
  const snapshot = takeSnapshot(branch, new Objects(branch, cache), head);
  const sent = candidates.length === 0 ? undefined : findCandidate(await snapshot.history(), candidates);
  if (sent !== undefined) {
    log.info(`Attempt ${number}: commit ${sent.oid} is on ${branch.name}; only the answer was lost.`);
    return { ...found(sent.oid, sent.parents[0]), provenIn: 'commit' };
  }
  const produced = await request.produce(snapshot);
  if (produced.kind === 'nothing') return nothing(produced.reason, snapshot, request);
  const changes = await planChanges(produced.files, snapshot.lookup);
  if (changes.length === 0) return nothing('Every file has this content already.', snapshot, request);
  const message = composeMessage({ message: produced.message, signOff, run, keys: produced.keys });
  const candidate = await branch.prepare(head, changes, message);
  candidates.push(candidate);
  const commit = await candidate.land();
  log.info(`Attempt ${number}: commit ${commit} landed on ${branch.name}, on ${head}.`);
  return { kind: 'landed', commit, base: head, landedBy: 'push', provenIn: 'commit' };
}

/** Nothing to do may mean that an earlier attempt of this run has done it: then its commit is the answer. */
async function nothing(reason: string, snapshot: BranchSnapshot, { run }: WriteRequest): Promise<Outcome> {
  const earlier = run === undefined ? undefined : findCommitOfRun(await snapshot.history(), run);
  if (earlier !== undefined) return { ...found(earlier.oid, earlier.parents[0]), provenIn: 'head' };
  return { kind: 'nothing', reason, base: snapshot.head };
}

function found(commit: string, base: string | undefined) {
  return { kind: 'landed', commit, base, landedBy: 'found-after-lost-answer' } as const;
}

function missing(branch: Branch): ActionError<'BRANCH_MISSING'> {
  return new ActionError({
    code: 'BRANCH_MISSING',
    message: `There is no ${branch.name}; expected a branch to add a commit to.`,
    hint: 'Create the branch first, or correct its name.',
  });
}

import { ActionError, quoteList } from '@gatehouse/action-kit';
import { type Branch, HISTORY_DEPTH, type Remote } from './branch.ts';
import { type ObjectCache, Objects } from './objects.ts';
import type { WriteRequest, WriterDeps } from './request.ts';
import { takeSnapshot } from './snapshot.ts';
import { TransientFailure } from './transient-failure.ts';
import { withRetries } from './with-retries.ts';

/** The time to see on the branch what was written: an answer of GitHub's API can be some seconds old. */
const READ_BACK_MS = 30_000;

/** What was seen when the branch was read again. */
export interface Proof {
  readonly head: string;
  /** What `verify` misses in the head, although the commit has it. */
  readonly overtaken: readonly string[];
}

/** What is to be proved. */
export interface Claim {
  readonly remote: Remote;
  readonly commit: string;
  /** Where all of it must stand. */
  readonly provenIn: 'commit' | 'head';
  readonly verify: WriteRequest['verify'];
  readonly cache: ObjectCache;
}

/**
 * Reads the branch again and proves that `commit` is its head or an ancestor of it, and holds what was
 * to be written. A later writer may have moved on meanwhile, and may have had reason to take it away:
 * that is told, not failed. Fails with `NOT_PROVEN`.
 */
export async function readBack(
  { remote, commit, provenIn, verify, cache }: Claim,
  deps: WriterDeps,
): Promise<Proof> {
  const times = { deadlineMs: READ_BACK_MS, firstDelayMs: 200, maxDelayMs: 5000 };
  const policy = { ...times, doing: `read commit ${commit} back`, code: 'NOT_PROVEN' as const };
  const proof = await withRetries(deps, policy, async (attempt) => {
    const branch = remote.connect(attempt);
    const head = await headWith(branch, commit);
    const check = async (oid: string) =>
      (await verify?.(takeSnapshot(branch, new Objects(branch, cache), oid))) ?? [];
    const holder = provenIn === 'head' ? head : commit;
    const missing = await check(holder);
    if (missing.length > 0) throw notProven(branch, holder, missing);
    return { name: branch.name, head, overtaken: head === holder ? [] : await check(head) };
  });
  if (proof.overtaken.length > 0) {
    const gone = quoteList(proof.overtaken);
    deps.log.warning(
      `Commit ${commit} landed, and a later one on ${proof.name} took this away again: ${gone}.`,
    );
  }
  return { head: proof.head, overtaken: proof.overtaken };
}

async function headWith(branch: Branch, commit: string): Promise<string> {
  const head = await branch.head();
  const history = head === undefined ? [] : await branch.history(head, HISTORY_DEPTH);
  if (head !== undefined && history.some(({ oid }) => oid === commit)) return head;
  const seen = head === undefined ? 'the branch is not there' : `the branch is at ${head}, without it`;
  throw new TransientFailure('not-there-yet', `${seen}; an old answer, or somebody has rewound the branch`);
}

function notProven(branch: Branch, commit: string, missing: readonly string[]): ActionError<'NOT_PROVEN'> {
  return new ActionError({
    code: 'NOT_PROVEN',
    message: `Commit ${commit} is on ${branch.name}, but read back it lacks ${quoteList(missing)}.`,
    hint: 'Compare the commit with what was to be written; this is a mistake in what computed it.',
  });
}

import type { Attempt } from '@gatehouse/retry';
import type { Change } from './changes.ts';

/** One name in a directory of a commit. */
export interface TreeEntry {
  readonly name: string;
  /** `100644`, `100755`, `120000` (link), `160000` (submodule), `040000` (directory). */
  readonly mode: string;
  readonly oid: string;
}

/** A commit as far as a writer looks at it. Its message may be anybody's. */
export interface Commit {
  readonly oid: string;
  readonly parents: readonly string[];
  readonly message: string;
}

/** How many commits back a writer looks: for its own, and for those of newer runs. */
export const HISTORY_DEPTH = 100;

/** A commit that was made and is not on the branch yet. */
export interface Candidate {
  readonly base: string;
  readonly message: string;
  /** Where the writer makes the commit itself, and so knows it before it lands. */
  readonly oid: string | undefined;
  /** Puts it on the branch if that is still at `base`, and gives its id. Fails with a `TransientFailure`. */
  land(): Promise<string>;
}

/**
 * A branch on a remote, as one attempt sees it. Reads fail with a `TransientFailure` for what can be another
 * next time, and with an `ActionError` for what cannot.
 */
export interface Branch {
  /** For messages, safe to print. */
  readonly name: string;
  /** The commit that it points to; `undefined` when there is no such branch. */
  head(): Promise<string | undefined>;
  /** The entries of a tree, or of the root of a commit. */
  tree(oid: string): Promise<readonly TreeEntry[]>;
  blobs(oids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** `head` and what came before it, newest first, at most {@link HISTORY_DEPTH}. */
  history(head: string, limit: number): Promise<readonly Commit[]>;
  prepare(base: string, changes: readonly Change[], message: string): Promise<Candidate>;
}

/** Holds what outlives an attempt, such as a temporary repository. */
export interface Remote extends AsyncDisposable {
  /** Where it is, safe to print. */
  readonly address: string;
  /** The branch for as long as `attempt` has time. */
  connect(attempt: Pick<Attempt, 'signal' | 'remainingMs'>): Branch;
}

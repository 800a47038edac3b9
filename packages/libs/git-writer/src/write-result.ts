/** What is true of every write to a branch, whether or not it changed something. */
interface OnBranch {
  /**
   * The repository that was read and written: with git the address that git's configuration makes of the
   * one asked for, without a user or a password; through the API the address of the repository there.
   */
  readonly address: string;
  /** Attempts that were made; 1 where none was lost. */
  readonly attempts: number;
}

/** How a write ended. A case has only what is true of it. */
export type WriteResult =
  | ({
      readonly kind: 'unchanged';
      readonly reason: string;
      /** The head that was read. */
      readonly head: string;
    } & OnBranch)
  | ({
      readonly kind: 'committed';
      /** The one commit of this run. */
      readonly commit: string;
      /** The parent of the commit; null where the history that was read ends at the commit. */
      readonly base: string | null;
      /** The head of the branch when it was read back: `commit`, or a later commit of another writer. */
      readonly head: string;
      /**
       * `found-after-lost-answer`: the commit was already there, from a push whose answer never came
       * or from an earlier attempt of this run.
       */
      readonly landedBy: 'push' | 'found-after-lost-answer';
      /** What `verify` misses in `head` although `commit` had it: a later writer took it away. */
      readonly overtaken: readonly string[];
    } & OnBranch)
  | {
      readonly kind: 'files-unchanged';
      readonly reason: string;
      readonly folder: string;
    }
  | {
      readonly kind: 'files-written';
      readonly folder: string;
      /** The files that were written or deleted, ascending. No commit was made. */
      readonly paths: readonly string[];
    };

/** How long to wait for what, in milliseconds. */
export interface Patience {
  /** Whether to wait for what has not ended. */
  readonly wait: boolean;
  /** For everything. */
  readonly deadlineMs: number;
  /** When the last poll begins: early enough for its own requests. */
  readonly lastPollMs: number;
  /** Between two polls. */
  readonly intervalMs: number;
  /** How long something required may be missing before that counts. */
  readonly graceMs: number;
  /** Whether the first failure ends the waiting for the others. */
  readonly failFast: boolean;
}

/** Where a commit has to be: at the head of its branch, in its history, or nowhere in particular. */
export type RefPolicy = 'head' | 'ancestor' | 'none';

/** Which run of several decides. */
export type RunPolicy = 'latest' | 'any-success';

/** Whether a workflow needs a green run of any of its events, or of each. */
export type EventsPolicy = 'any' | 'all';

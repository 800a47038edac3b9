/** Which run, and which writer of it, a commit comes from. */
export interface RunIdentity {
  /** `owner/name`. */
  readonly repository: string;
  readonly runId: number;
  readonly runAttempt: number;
  /** Tells several writers of one run on one branch apart, such as the job and what it writes. */
  readonly writer?: string | undefined;
}

/** Whether both are the same writer of the same workflow run, in whatever attempt. */
export function sameRun(a: RunIdentity, b: RunIdentity): boolean {
  return sameWriter(a, b) && a.runId === b.runId;
}

/** Whether `a` is a later run, or a later attempt, of the same writer. Ids of runs grow in time. */
export function isNewer(a: RunIdentity, b: RunIdentity): boolean {
  return sameWriter(a, b) && (a.runId > b.runId || (a.runId === b.runId && a.runAttempt > b.runAttempt));
}

/** GitHub takes names of repositories without regard to case. */
function sameWriter(a: RunIdentity, b: RunIdentity): boolean {
  return a.repository.toLowerCase() === b.repository.toLowerCase() && a.writer === b.writer;
}

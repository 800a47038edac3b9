/** Something that explains why a workflow has no run that counts, or why its run was cancelled. */
export interface Cause {
  /** A stable word: `other-event`, `path-filter`, `superseded`, … */
  readonly code: string;
  readonly said: string;
}

/** The run that a part comes from, in the words of the runner's `GITHUB_*` variables. */
export interface PartRun {
  /** `owner/name`. */
  readonly repository: string;
  readonly run_id: number;
  /** From 1, one more for each re-run. */
  readonly run_attempt: number;
  /** The full commit id. */
  readonly sha: string;
  readonly workflow_ref: string;
  readonly job: string;
}

/** The matrix values of a leg. */
export type Leg = Readonly<Record<string, string | number | boolean>>;

/** A file that was left out, and why. */
export interface ExcludedFile {
  readonly name: string;
  readonly reason: string;
}

/** What a part is about, whatever its content. */
export interface PartHead {
  /** Unique within a target. */
  readonly key: string;
  /**
   * What the parts of several legs make together, such as the name of an image. Parts of different targets
   * never meet, however alike their names are; null where a run makes one thing only.
   */
  readonly target: string | null;
  readonly leg: Leg;
  readonly run: PartRun;
}

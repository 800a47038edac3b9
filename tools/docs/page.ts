/** A file that is generated, or has generated sections. */
export interface Page {
  /** Relative to the root. */
  readonly path: string;
  /** `undefined` where there is no such file yet. */
  readonly current: string | undefined;
  /** What it holds once it says what the sources say; `undefined` for a file that nothing makes. */
  readonly wanted: string | undefined;
}

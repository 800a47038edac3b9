/** A commit status that must be green. */
export interface RequiredStatus {
  readonly context: string;
  /** The login of the user or app that reports it, in lower case: `jenkins-ci`, `netlify[bot]`. */
  readonly creator: string;
  /** Whether it may be missing. One that is there must be green all the same. */
  readonly optional: boolean;
}

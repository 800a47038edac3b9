/** What a client has asked of GitHub so far. */
export interface Usage {
  /** Requests that went out, repeated ones included. */
  readonly requests: number;
  /** Those answered with 304, which cost nothing of the primary rate limit. */
  readonly notModified: number;
  /** Times that a rate limit was met. */
  readonly rateLimited: number;
  /** Characters of all bodies that arrived. */
  readonly received: number;
}

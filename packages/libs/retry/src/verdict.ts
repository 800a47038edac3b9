/** Whether doing the same again can help. */
export type Verdict =
  | {
      readonly kind: 'transient';
      /** The class of the failure, such as `connection-reset` or `http-503`. */
      readonly reason: string;
      /** How long the other side asked to be left alone, in milliseconds. */
      readonly retryAfterMs?: number | undefined;
      /**
       * How many failures of this reason in a row are worth it, where more would only delay the bad news.
       * Default: as many as the time allows.
       */
      readonly maxInRow?: number | undefined;
    }
  | { readonly kind: 'final'; readonly reason: string };

/** Judges what the work threw. */
export type Classify = (error: unknown) => Verdict;

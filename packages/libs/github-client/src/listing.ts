/** All pages of a list, as far as they were read. */
export interface Listing<Item> {
  readonly items: readonly Item[];
  /** Whether all of it was read; `false` when a cap, ours or GitHub's, came before the end. */
  readonly complete: boolean;
}

/** How much of a list is read. */
export interface ListOptions {
  /** Default: 10, which is all that GitHub gives of a filtered list of 100 a page. */
  readonly maxPages?: number;
  /** What is asked for, as in "the workflow runs of octo/widgets". */
  readonly what?: string;
}

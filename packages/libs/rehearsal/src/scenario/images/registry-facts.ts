import type { LegValues } from '../scenario.ts';

/** How the registry of a scenario behaves, and who else uses it. */
export interface RegistryFacts {
  /** Tags that are there before the first run, with the platforms of their images. */
  readonly holds?: readonly HeldTag[];
  /** Tags that cannot be written again. */
  readonly immutable?: readonly string[];
  /** Reads that find nothing of each manifest that was just pushed by its digest. */
  readonly late?: number;
  /** Another publisher, who writes a tag once. */
  readonly racer?: HeldTag & {
    /** `before-tag`: while this run has pushed its index and no tag yet. `after-tag`: right behind this run. */
    readonly when: 'before-tag' | 'after-tag';
  };
  /** Legs whose image is deleted as soon as the job that publishes begins. */
  readonly vanishes?: readonly LegValues[];
}

/** A tag and what it holds. */
export interface HeldTag {
  readonly tag: string;
  readonly platforms: readonly string[];
}

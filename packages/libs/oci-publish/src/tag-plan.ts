import type { Digest } from '@gatehouse/oci-client';
import type { CurrentTag, PlannedChild, PlannedIndex, Refusal } from '@gatehouse/oci-index';

/** A tag of a target, and what it holds now. */
export interface TagNow {
  readonly tag: string;
  readonly kind: 'exact' | 'floating';
  readonly current: CurrentTag;
}

/** What an index is pushed with. */
export interface IndexToPush {
  readonly index: PlannedIndex;
  readonly children: readonly PlannedChild[];
}

/** What becomes of one tag. */
export interface TagPlan {
  readonly tag: string;
  readonly kind: TagNow['kind'];
  /** `skip` where the tag holds these images already. */
  readonly action: 'write' | 'skip';
  /** What the tag holds afterwards. */
  readonly digest: Digest;
}

/** What is to be done for a target. */
export type TargetPlan =
  | {
      readonly action: 'publish';
      /** The image that the target is about: what the exact tags get, else the first floating one. */
      readonly digest: Digest;
      /** Its images by platform. */
      readonly platforms: ReadonlyMap<string, Digest>;
      /** Every index that must be pushed; usually one. `carry` may give floating tags another than the exact ones. */
      readonly indexes: readonly IndexToPush[];
      /** Exact tags first, floating ones last, each in the order given. */
      readonly tags: readonly TagPlan[];
      readonly carried: readonly string[];
      readonly dropped: readonly string[];
      readonly reasons: readonly string[];
    }
  /** With the tag that stands against it; empty where it is the sources. */
  | (Refusal & { readonly tag: string });

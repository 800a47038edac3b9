import type { ImageLocation, Platform, Repository } from '@gatehouse/oci-client';
import type { IndexPolicy } from '@gatehouse/oci-index';

/** An image that a build has left somewhere. */
export interface TargetSource {
  readonly location: ImageLocation;
  /** What it runs on; `undefined` takes it from its configuration. */
  readonly platform?: Platform;
  /** The leg that built it, for messages. */
  readonly label: string;
  /** When the leg saw it readable, as `Date.now()` gives it. */
  readonly seenAtMs?: number;
}

/** One image to be published. */
export interface Target {
  readonly repository: Repository;
  /** `index` makes an index of all sources; `copy` keeps the bytes of the only one. */
  readonly kind: 'index' | 'copy';
  readonly sources: readonly TargetSource[];
  /** Tags that are written once. */
  readonly exact: readonly string[];
  /** Tags that move, in the order in which they do. */
  readonly floating: readonly string[];
  readonly policy: Omit<IndexPolicy, 'tag'>;
  /** `digest` ends once the image can be read by its digest, before any tag: what is signed next gets its tags later. */
  readonly stopAfter: 'digest' | 'tags';
}

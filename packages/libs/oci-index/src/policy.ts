import type { Platform } from '@gatehouse/oci-client';
import type { IndexAnnotation } from './annotation.ts';

/** What the publication of an index may do. */
export interface IndexPolicy {
  /**
   * What becomes of platforms that a moving tag has now and this run does not bring:
   *
   * - `require-current`: the plan is refused.
   * - `drop`: they are gone afterwards.
   * - `carry`: the old images stay, as long as they can be read.
   */
  readonly missing: 'require-current' | 'drop' | 'carry';
  /** Whether the tag is one that moves, such as `latest`, or one that is written once. */
  readonly tag: 'moving' | 'exact';
  /**
   * When the tag holds what is to be published already: `equal` wants the same platforms with the same images,
   * `contains` lets it have more.
   */
  readonly existing: 'equal' | 'contains';
  /** The platforms that the tag must have afterwards, with `contains` at least; `undefined` lets any go. */
  readonly expected?: readonly Platform[] | undefined;
  readonly annotations: readonly IndexAnnotation[];
}

import type { Digest, ImageLocation, Platform, Repository } from '@gatehouse/oci-client';
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

/** What is to be known to move tags that follow the highest version of a group. */
export interface Versions {
  /** SemVer. */
  readonly version: string;
  /** The template of the exact tag, which tells versions from other tags: `v{version}`. */
  readonly exact: string;
}

/** How SOCI indexes are made; what is left out is the tool's own default. */
export interface SociOptions {
  /** Path of the program; without it, `soci` is looked for on PATH and in the tool cache. */
  readonly tool?: string | undefined;
  /** Bytes; smaller layers get no index. */
  readonly minLayerSize?: number | undefined;
  /** Bytes of a layer that are fetched at once. */
  readonly spanSize?: number | undefined;
}

/** One image to be published. */
export interface Target {
  readonly repository: Repository;
  /** `index` makes an index of all sources; `copy` keeps the bytes of the only one. */
  readonly kind: 'index' | 'copy';
  readonly sources: readonly TargetSource[];
  /** Tags that are written once. */
  readonly exact: readonly string[];
  /** Tags that move, in the order in which they do; templates where there are `versions`. */
  readonly floating: readonly string[];
  /** Which floating tags move; `undefined` moves all of them. */
  readonly versions?: Versions | undefined;
  /** The digests that a gate has passed: no other gets a tag. `undefined` where there is no gate. */
  readonly passed?: ReadonlySet<Digest> | undefined;
  /** Makes SOCI indexes; `undefined` makes none. */
  readonly soci?: SociOptions | undefined;
  readonly policy: Omit<IndexPolicy, 'tag'>;
  /** `digest` ends once the image can be read by its digest, before any tag: what is signed next gets its tags later. */
  readonly stopAfter: 'digest' | 'tags';
}

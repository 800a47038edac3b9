import type { Platform } from '../platform/index.ts';
import type { Digest } from '../reference/index.ts';

/** Notes on content, by key; reverse domain names as a rule. */
export type Annotations = Readonly<Record<string, string>>;

/** How a manifest refers to content: by its bytes. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  readonly urls?: readonly string[];
  readonly annotations?: Annotations;
  /** The content itself, in base64. */
  readonly data?: string;
  /** As it was written; compare platforms by `platformKey`. */
  readonly platform?: Platform;
  readonly artifactType?: string;
}

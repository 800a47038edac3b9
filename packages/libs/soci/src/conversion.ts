import type { Log } from '@gatehouse/action-kit';
import type { ContentSource, Descriptor, Digest, FetchTerms, Platform } from '@gatehouse/oci-client';
import type { IndexOptions } from './command.ts';
import type { SociError } from './error.ts';
import type { ConvertedPlatform } from './output/check-output.ts';
import type { ToolTerms } from './tool/run.ts';

/** What is converted, and how. */
export interface ConvertOptions extends IndexOptions {
  /** Where the image is: a repository (`client.source(…)`) or a layout (`layoutSource(…)`). */
  readonly source: ContentSource;
  /** An index, or a single image, which becomes an index. */
  readonly digest: Digest;
  readonly platforms: 'all' | readonly Platform[];
  /** The program; without it, `soci` is looked for on PATH and in the tool cache. */
  readonly tool?: string | undefined;
  /**
   * A folder of the caller's for this conversion alone, on a disk with room for three copies of the large layers. The
   * caller removes it, but not before the image was pushed.
   */
  readonly folder: string;
}

/** What a conversion needs from the world. */
export interface ConvertDeps extends FetchTerms, Pick<ToolTerms, 'graceMs' | 'write'> {
  readonly log: Log;
  /** PATH, RUNNER_TOOL_CACHE and RUNNER_TRACKING_ID are read. */
  readonly env: NodeJS.ProcessEnv;
  /** Default: the system of this process. */
  readonly system?: NodeJS.Platform | undefined;
}

/** How a conversion ended; what throws a `RegistryError` is none of these: the image could not be read. */
export type Conversion =
  | {
      readonly kind: 'converted';
      /** The new index; push it by `client.copyImage(source, descriptor, repository)`. */
      readonly descriptor: Descriptor;
      readonly source: ContentSource;
      /** In the order of the image; their keys are the same as before. */
      readonly platforms: readonly ConvertedPlatform[];
      /** `v0.15.0` */
      readonly toolVersion: string;
    }
  | {
      /** No layer of the image can have an index; publish it as it is. */
      readonly kind: 'not-applicable';
      /** `layers-unsupported`: some are large enough, but the tool cannot read their compression. */
      readonly reason: 'layers-too-small' | 'layers-unsupported';
      readonly minLayerSize: number;
    }
  | { readonly kind: 'failed'; readonly error: SociError };

/** One version of a crate as the registry holds it. */
export interface PublishedCrate {
  /** As it was published; names that differ only in case or in `-` and `_` are one crate. */
  readonly name: string;
  readonly version: string;
  /** The `.crate` file. */
  readonly bytes: Buffer;
  /** SHA-256 of `bytes`, 64 hex digits. */
  readonly checksum: string;
  /** Its line in the index, without `cksum` and `yanked`. */
  readonly entry: Readonly<Record<string, unknown>>;
  readonly yanked: boolean;
  /** Who published it. */
  readonly by: Publisher;
}

/** The owner of an API token, or the run that a trusted token was exchanged for. */
export type Publisher =
  | { readonly kind: 'user'; readonly user: string }
  | {
      readonly kind: 'trusted';
      readonly repository: string;
      readonly runId: string;
      readonly sha: string;
    };

/** Where a registry tells of a version; each can lag behind or be wrong on its own. */
export type CrateSource = 'index' | 'api' | 'cdn';

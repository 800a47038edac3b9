import type { Digest } from './digest.ts';
import type { ReadManifest } from './manifest.ts';

/** A manifest as it was pushed. */
export interface StoredManifest extends ReadManifest {
  readonly digest: Digest;
  readonly bytes: Buffer;
}

/** What one repository of the registry holds. */
export interface Repository {
  readonly blobs: Map<Digest, Buffer>;
  readonly manifests: Map<Digest, StoredManifest>;
  readonly tags: Map<string, Digest>;
  /** Uploads that have begun, by their id: what has arrived so far. */
  readonly uploads: Map<string, Buffer>;
}

/** A repository with nothing in it. */
export function emptyRepository(): Repository {
  return { blobs: new Map(), manifests: new Map(), tags: new Map(), uploads: new Map() };
}

/** What `reference`, a tag or a digest, names. */
export function findManifest(repository: Repository, reference: string): StoredManifest | undefined {
  const digest = reference.includes(':') ? (reference as Digest) : repository.tags.get(reference);
  return digest === undefined ? undefined : repository.manifests.get(digest);
}

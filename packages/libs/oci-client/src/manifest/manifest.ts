import type { Annotations, Descriptor } from './descriptor.ts';
import type { ImageType, IndexType } from './media-type.ts';

interface ManifestFrame {
  readonly artifactType?: string;
  /** The manifest that this one is about: a signature's, an attestation's. */
  readonly subject?: Descriptor;
  readonly annotations: Annotations;
}

/** The manifest of one image, or of an artifact. */
export interface ImageManifest extends ManifestFrame {
  readonly kind: 'image';
  readonly mediaType: ImageType;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
}

/** A list of manifests, one for each platform as a rule: an OCI index or a docker manifest list. */
export interface IndexManifest extends ManifestFrame {
  readonly kind: 'index';
  readonly mediaType: IndexType;
  readonly manifests: readonly Descriptor[];
}

export type Manifest = ImageManifest | IndexManifest;

/** A manifest with the bytes that its digest is of. */
export interface StoredManifest<M extends Manifest = Manifest> {
  /** Media type, digest and size of `bytes`. */
  readonly descriptor: Descriptor;
  readonly bytes: Uint8Array;
  readonly manifest: M;
}

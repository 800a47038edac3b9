import type { Annotations, Descriptor, IndexManifest } from '@gatehouse/oci-client';
import type { SourceImage } from './read-image.ts';

/** What an index says of itself. */
export interface Frame {
  readonly artifactType: string | undefined;
  readonly subject: Descriptor | undefined;
  readonly annotations: Annotations;
}

/** Nothing. */
export const BARE: Frame = { artifactType: undefined, subject: undefined, annotations: {} };

/** The frame of an index. */
export function frameOf({ artifactType, subject, annotations }: IndexManifest): Frame {
  return { artifactType, subject, annotations: { ...annotations } };
}

/** The frame that the converted index must have; a single image had none. */
export function frameOfImage({ root: { manifest } }: SourceImage): Frame {
  return manifest.kind === 'index' ? frameOf(manifest) : BARE;
}

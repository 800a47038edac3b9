import type { Platform } from '../platform/index.ts';
import type { Annotations, Descriptor } from './descriptor.ts';
import { type GoValue, goJson, goMap } from './go-json.ts';
import type { IndexType } from './media-type.ts';

/** What an index is made of. */
export interface IndexContent {
  readonly mediaType: IndexType;
  readonly artifactType?: string | undefined;
  readonly manifests: readonly Descriptor[];
  readonly subject?: Descriptor | undefined;
  readonly annotations: Annotations;
}

/**
 * The bytes of an index, as Go's types of the image spec are written by `docker buildx imagetools create`: the
 * same keys in the same order, two spaces of indent, annotations by key. Nothing in it depends on the time.
 */
export function renderIndex(content: IndexContent): Uint8Array {
  const { mediaType, artifactType, manifests, subject, annotations } = content;
  return Buffer.from(
    goJson({
      schemaVersion: 2,
      mediaType,
      artifactType: artifactType || undefined,
      manifests: manifests.map(descriptorFields),
      subject: subject && descriptorFields(subject),
      annotations: goMap(annotations),
    }),
  );
}

function descriptorFields(descriptor: Descriptor): GoValue {
  const { mediaType, digest, size, urls, annotations, data, platform, artifactType } = descriptor;
  return {
    mediaType,
    digest,
    size,
    urls: urls?.length ? urls : undefined,
    annotations: goMap(annotations ?? {}),
    data: data || undefined,
    platform: platform && platformFields(platform),
    artifactType: artifactType || undefined,
  };
}

function platformFields({ architecture, os, osVersion, osFeatures, variant }: Platform): GoValue {
  return {
    architecture,
    os,
    'os.version': osVersion || undefined,
    'os.features': osFeatures?.length ? osFeatures : undefined,
    variant: variant || undefined,
  };
}

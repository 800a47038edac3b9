import {
  type Descriptor,
  type Digest,
  isDigest,
  isImageType,
  isIndexType,
  isKnownPlatform,
  platformKey,
} from '@gatehouse/oci-client';

/** What a descriptor in an index is there for. Only `platform` counts. */
export type ChildRole =
  /** An image to run on the platform; `key` is equal for equal platforms. */
  | { readonly kind: 'platform'; readonly key: string }
  /** Something about another child, which it follows: an attestation of BuildKit, an index of SOCI. */
  | { readonly kind: 'attached'; readonly to: Digest }
  /** An index in the index, whose platforms are not seen. */
  | { readonly kind: 'nested' }
  /** Anything else: an artifact, or what no platform is known of. */
  | { readonly kind: 'other' };

/** BuildKit's attestation storage (moby/buildkit, docs/attestations/attestation-storage.md). */
const REFERENCE_TYPE = 'vnd.docker.reference.type';
const REFERENCE_DIGEST = 'vnd.docker.reference.digest';
/** SOCI names the image in its own descriptor, which has the platform of the image too. */
const SOCI_IMAGE = 'com.amazon.soci.image-manifest-digest';
const SOCI_TYPE = /^application\/vnd\.amazon\.soci\.index\./;

/** The role of a descriptor in an index. */
export function roleOf({ mediaType, platform, artifactType, annotations = {} }: Descriptor): ChildRole {
  if (isIndexType(mediaType)) return { kind: 'nested' };
  if (annotations[REFERENCE_TYPE] !== undefined) {
    return annotations[REFERENCE_TYPE] === 'attestation-manifest'
      ? attachedTo(annotations[REFERENCE_DIGEST])
      : { kind: 'other' };
  }
  if (artifactType !== undefined) {
    return SOCI_TYPE.test(artifactType) ? attachedTo(annotations[SOCI_IMAGE]) : { kind: 'other' };
  }
  return isImageType(mediaType) && platform !== undefined && isKnownPlatform(platform)
    ? { kind: 'platform', key: platformKey(platform) }
    : { kind: 'other' };
}

function attachedTo(digest: string | undefined): ChildRole {
  return digest !== undefined && isDigest(digest) ? { kind: 'attached', to: digest } : { kind: 'other' };
}

/** The images of an index by platform. A client takes the first of a platform, so do we. */
export function platformDigests(manifests: readonly Descriptor[]): ReadonlyMap<string, Digest> {
  const images = new Map<string, Digest>();
  for (const descriptor of manifests) {
    const role = roleOf(descriptor);
    if (role.kind === 'platform' && !images.has(role.key)) images.set(role.key, descriptor.digest);
  }
  return images;
}

/** `linux/amd64 (sha256:0123…)` for each, sorted. */
export function shownImages(images: ReadonlyMap<string, Digest>): string {
  const shown = [...images].sort(([one], [other]) => (one < other ? -1 : 1));
  return shown.length === 0 ? 'none' : shown.map(([key, digest]) => `${key} (${digest})`).join(', ');
}

import {
  type Descriptor,
  type Digest,
  digestOf,
  OCI_INDEX,
  OCI_MANIFEST,
  parsePlatform,
  renderIndex,
} from '@gatehouse/oci-client';
import type { CurrentTag, IndexSource } from '../src/index.ts';

/** The digest of an image that is called `name`. */
export const digestFor = (name: string): Digest => digestOf(name);

/** An image for a platform; another `build` is another image. */
export function image(platform: string, build = 'new', changes: Partial<Descriptor> = {}): IndexSource {
  const digest = digestFor(`${platform} ${build}`);
  return {
    kind: 'image',
    name: `acme/widgets@${digest}`,
    descriptor: { mediaType: OCI_MANIFEST, digest, size: 500, ...changes },
    platform: parsePlatform(platform),
    stated: undefined,
  };
}

/** The descriptor that an index has for such an image. */
export function child(platform: string, build = 'new'): Descriptor {
  return {
    mediaType: OCI_MANIFEST,
    digest: digestFor(`${platform} ${build}`),
    size: 500,
    platform: parsePlatform(platform),
  };
}

/** BuildKit's attestation of an image. */
export function attestation(platform: string, build = 'new'): Descriptor {
  const subject = digestFor(`${platform} ${build}`);
  return {
    mediaType: OCI_MANIFEST,
    digest: digestFor(`attestation of ${subject}`),
    size: 800,
    annotations: {
      'vnd.docker.reference.type': 'attestation-manifest',
      'vnd.docker.reference.digest': subject,
    },
    platform: { os: 'unknown', architecture: 'unknown' },
  };
}

/** SOCI's index of an image, which has the image's own platform. */
export function soci(platform: string, build = 'new'): Descriptor {
  const subject = digestFor(`${platform} ${build}`);
  return {
    mediaType: OCI_MANIFEST,
    digest: digestFor(`soci of ${subject}`),
    size: 900,
    annotations: { 'com.amazon.soci.image-manifest-digest': subject },
    platform: parsePlatform(platform),
    artifactType: 'application/vnd.amazon.soci.index.v2+json',
  };
}

/** An index as a source. */
export function index(manifests: readonly Descriptor[], name = 'acme/widgets:built'): IndexSource {
  const bytes = renderIndex({ mediaType: OCI_INDEX, manifests, annotations: {} });
  const descriptor = { mediaType: OCI_INDEX, digest: digestOf(bytes), size: bytes.length };
  return { kind: 'index', name, descriptor, bytes, manifests, platform: undefined };
}

/** What a tag holds now. */
export function held(manifests: readonly Descriptor[], readable: readonly Digest[] = []): CurrentTag {
  const conditions = new Map(readable.map((digest) => [digest, { kind: 'readable', ageDays: 12 } as const]));
  return { kind: 'index', digest: digestFor('the current index'), manifests, conditions };
}

import { randomBytes } from 'node:crypto';
import { digestOf, OCI_INDEX, OCI_MANIFEST } from '@gatehouse/oci-client';
import { pack } from '@gatehouse/rehearsal';
import { descriptor, json, type SampleContent } from '../oci/sample-image.ts';

/** Layers of at least this many bytes get an index in the tests. */
export const MIN_LAYER_SIZE = 4096;

/** What a sample image has; large layers of random bytes, and a small one. */
export interface SampleImageOptions {
  readonly architecture: string;
  readonly large?: number;
  readonly layerType?: string;
  readonly format?: 'oci' | 'docker';
}

/** An image with what it is made of. */
export interface Sample {
  readonly root: SampleContent;
  /** By architecture. */
  readonly images: readonly SampleContent[];
  readonly manifests: readonly SampleContent[];
  readonly blobs: readonly SampleContent[];
}

const OCI_LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';

/** An image of one platform; its manifest has line breaks, as BuildKit writes it. */
export async function platformImage(options: SampleImageOptions): Promise<Sample> {
  const { architecture, large = 1, format = 'oci' } = options;
  const isDocker = format === 'docker';
  const type =
    options.layerType ?? (isDocker ? 'application/vnd.docker.image.rootfs.diff.tar.gzip' : OCI_LAYER);
  const sizes = [...Array.from({ length: large }, () => 3 * MIN_LAYER_SIZE), 10];
  const layers = await Promise.all(
    sizes.map(async (size) => {
      const bytes = await pack([{ name: 'file', bytes: randomBytes(size) }], 'tar.gz');
      return { mediaType: type, digest: digestOf(bytes) as `sha256:${string}`, size: bytes.length, bytes };
    }),
  );
  const config = json(
    isDocker ? 'application/vnd.docker.container.image.v1+json' : 'application/vnd.oci.image.config.v1+json',
    { architecture, os: 'linux', rootfs: { type: 'layers', diff_ids: layers.map(({ digest }) => digest) } },
  );
  const mediaType = isDocker ? 'application/vnd.docker.distribution.manifest.v2+json' : OCI_MANIFEST;
  const root = indented(mediaType, {
    schemaVersion: 2,
    mediaType,
    config: descriptor(config),
    layers: layers.map(descriptor),
    ...(!isDocker && { annotations: { note: `<${architecture}>` } }),
  });
  return { root, images: [root], manifests: [root], blobs: [config, ...layers] };
}

/** An index of images; `attested` gives each an attestation of BuildKit. */
export async function sampleIndex(
  images: readonly SampleImageOptions[],
  kind: 'plain' | 'attested' | 'docker-list' = 'plain',
): Promise<Sample> {
  const built = await Promise.all(images.map(platformImage));
  const children = built.map(({ root }, at) => ({
    ...descriptor(root),
    platform: { architecture: images[at]?.architecture, os: 'linux' },
  }));
  const attestations = kind === 'attested' ? built.map(({ root }) => attestationOf(root)) : [];
  const mediaType =
    kind === 'docker-list' ? 'application/vnd.docker.distribution.manifest.list.v2+json' : OCI_INDEX;
  const root = indented(mediaType, {
    schemaVersion: 2,
    mediaType,
    manifests: [...children, ...attestations.map(({ child }) => child)],
    ...(kind !== 'docker-list' && { annotations: { title: 'Widgets & more' } }),
  });
  return {
    root,
    images: built.map((one) => one.root),
    manifests: [...built.map((one) => one.root), ...attestations.map(({ manifest }) => manifest), root],
    blobs: [...built.flatMap(({ blobs }) => blobs), ...attestations.flatMap(({ blobs }) => blobs)],
  };
}

function attestationOf(image: SampleContent) {
  const config = json('application/vnd.oci.image.config.v1+json', { architecture: 'unknown', os: 'unknown' });
  const statement = json('application/vnd.in-toto+json', { subject: [image.digest] });
  const manifest = indented(OCI_MANIFEST, {
    schemaVersion: 2,
    mediaType: OCI_MANIFEST,
    config: descriptor(config),
    layers: [descriptor(statement)],
  });
  const child = {
    ...descriptor(manifest),
    annotations: {
      'vnd.docker.reference.digest': image.digest,
      'vnd.docker.reference.type': 'attestation-manifest',
    },
    platform: { architecture: 'unknown', os: 'unknown' },
  };
  return { manifest, child, blobs: [config, statement] };
}

function indented(mediaType: string, value: unknown): SampleContent {
  const bytes = Buffer.from(JSON.stringify(value, null, 2));
  return { mediaType, bytes, size: bytes.length, digest: digestOf(bytes) as `sha256:${string}` };
}

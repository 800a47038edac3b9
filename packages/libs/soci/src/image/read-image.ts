import {
  type ContentSource,
  type Descriptor,
  type Digest,
  formatPlatform,
  type ImageManifest,
  LARGEST_CONFIG,
  parseImageConfig,
  type StoredManifest,
} from '@gatehouse/oci-client';
import { roleOf } from '@gatehouse/oci-index';
import { SociError } from '../error.ts';

/** The image of one platform. */
export interface PlatformImage {
  /** Equal for equal platforms, such as `linux/amd64`. */
  readonly key: string;
  /** With the platform. */
  readonly descriptor: Descriptor;
  readonly stored: StoredManifest<ImageManifest>;
  /** Its configuration. */
  readonly config: Uint8Array;
}

/** An image, as it is before the conversion. */
export interface SourceImage {
  readonly root: StoredManifest;
  /** At least one, one for each platform. */
  readonly images: readonly PlatformImage[];
  /** What else is in its index: attestations, SOCI indexes, artifacts. */
  readonly others: readonly Descriptor[];
}

/** Reads an index, or a single image, with the manifests below it. Fails with `SOCI_IMAGE` or a `RegistryError`. */
export async function readImage(source: ContentSource, digest: Digest): Promise<SourceImage> {
  const root = await source.manifest({ digest, mediaType: '' });
  const { manifest, descriptor } = root;
  if (manifest.kind === 'image') return { root, images: [await single(source, descriptor)], others: [] };
  const roles = manifest.manifests.map((child) => ({ child, role: roleOf(child) }));
  const name = `${source.name}@${digest}`;
  if (roles.some(({ role }) => role.kind === 'nested')) {
    throw unfit(`${name} has an index inside its index`, 'one index of images');
  }
  const platforms = roles.filter(({ role }) => role.kind === 'platform').map(({ child }) => child);
  const images = await Promise.all(platforms.map((child) => imageOf(source, child)));
  const keys = images.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw unfit(`${name} has two images for ${twice}`, 'one image for each platform');
  if (images.length === 0) throw unfit(`${name} has no image with a known platform`, 'at least one');
  const others = roles.filter(({ role }) => role.kind !== 'platform').map(({ child }) => child);
  return { root, images, others };
}

async function single(source: ContentSource, descriptor: Descriptor): Promise<PlatformImage> {
  const image = await contentOf(source, descriptor);
  const name = `${source.name}@${descriptor.digest}`;
  const { platform } = parseImageConfig(image.config, name);
  if (platform === undefined) throw unfit(`${name} names no platform in its configuration`, 'one');
  return { ...image, key: formatPlatform(platform), descriptor: { ...descriptor, platform } };
}

async function imageOf(source: ContentSource, descriptor: Descriptor): Promise<PlatformImage> {
  const role = roleOf(descriptor);
  if (role.kind !== 'platform') throw unfit(descriptor.digest, 'an image');
  return { ...(await contentOf(source, descriptor)), key: role.key, descriptor };
}

async function contentOf(source: ContentSource, descriptor: Descriptor) {
  const { descriptor: served, bytes, manifest } = await source.manifest(descriptor);
  if (manifest.kind !== 'image') throw unfit(`${descriptor.digest} is an index`, 'an image');
  const { digest, size } = manifest.config;
  const config = await source.blob(digest, size, LARGEST_CONFIG);
  return { stored: { descriptor: served, bytes, manifest }, config };
}

function unfit(found: string, expected: string): SociError {
  return new SociError({
    code: 'SOCI_IMAGE',
    message: `This image cannot get SOCI indexes: ${found}; expected ${expected}.`,
    hint: 'Publish it as one index with one image for each platform.',
  });
}

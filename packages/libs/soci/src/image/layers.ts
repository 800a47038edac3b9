import type { Descriptor } from '@gatehouse/oci-client';
import type { PlatformImage } from './read-image.ts';

/** The layers that the tool can surely read: tar, plain or compressed with gzip. */
const READABLE: ReadonlySet<string> = new Set([
  'application/vnd.oci.image.layer.v1.tar',
  'application/vnd.oci.image.layer.v1.tar+gzip',
  'application/vnd.docker.image.rootfs.diff.tar',
  'application/vnd.docker.image.rootfs.diff.tar.gzip',
]);

/** The layers that the tool opens: it only names those that are smaller. */
export function largeLayers({ stored }: PlatformImage, minLayerSize: number): readonly Descriptor[] {
  return stored.manifest.layers.filter(({ size }) => size >= minLayerSize);
}

/** The layers that must have an index: large ones of a type that the tool surely reads. */
export function indexableLayers(image: PlatformImage, minLayerSize: number): readonly Descriptor[] {
  return largeLayers(image, minLayerSize).filter(({ mediaType }) => READABLE.has(mediaType));
}

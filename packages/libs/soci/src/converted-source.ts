import type { ContentSource, Descriptor, StoredManifest } from '@gatehouse/oci-client';

/**
 * The converted image to copy from: what the conversion added comes from the disk, all else from where the image
 * was read. So the layers that are pushed are never the tool's copies of them.
 *
 * @param output the layout that the tool wrote
 * @param manifests the new manifests, proved
 * @param added the new blobs
 */
export function convertedSource(
  original: ContentSource,
  output: ContentSource,
  manifests: readonly StoredManifest[],
  added: readonly Descriptor[],
): ContentSource {
  const stored = new Map(manifests.map((one) => [one.descriptor.digest, one]));
  const digests = new Set(added.map(({ digest }) => digest));
  const of = (digest: Descriptor['digest']) => (digests.has(digest) ? output : original);
  return {
    name: original.name,
    repository: original.repository,
    manifest: async (descriptor) => stored.get(descriptor.digest) ?? original.manifest(descriptor),
    blob: (digest, size, limit) => of(digest).blob(digest, size, limit),
    open: (descriptor) => of(descriptor.digest).open(descriptor),
  };
}

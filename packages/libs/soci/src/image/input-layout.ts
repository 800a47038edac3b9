import {
  type ContentSource,
  createLayout,
  digestOf,
  type FetchTerms,
  fetchToLayout,
  nameRoot,
  renderIndex,
  writeLayoutBlob,
} from '@gatehouse/oci-client';
import type { ConvertedPlatforms } from './choose-platforms.ts';
import { largeLayers } from './layers.ts';
import type { SourceImage } from './read-image.ts';

/**
 * Writes what the tool reads, and no more: the manifests and configurations of all platforms, and of the platforms
 * to be converted the layers that it opens. Small layers, attestations and the like stay where they are: the
 * tool would copy the ones twice and take the links off the others.
 */
export async function writeInput(
  source: ContentSource,
  image: SourceImage,
  { chosen }: ConvertedPlatforms,
  path: string,
  terms: FetchTerms & { readonly minLayerSize: number },
): Promise<void> {
  await createLayout(path);
  for (const { stored, config } of image.images) {
    await writeLayoutBlob(path, stored.descriptor.digest, stored.bytes);
    await writeLayoutBlob(path, stored.manifest.config.digest, config);
  }
  const layers = chosen.flatMap((one) => largeLayers(one, terms.minLayerSize));
  await fetchToLayout(source, layers, path, terms);
  await nameRoot(path, await writeRoot(image, path));
}

async function writeRoot({ root, images, others }: SourceImage, path: string) {
  const { manifest, descriptor } = root;
  if (manifest.kind === 'image') return descriptor;
  const bytes =
    others.length === 0
      ? root.bytes
      : renderIndex({ ...manifest, manifests: images.map((image) => image.descriptor) });
  const digest = digestOf(bytes);
  await writeLayoutBlob(path, digest, bytes);
  return { mediaType: manifest.mediaType, digest, size: bytes.length };
}

import { quote, quoteList } from '@gatehouse/action-kit';
import { type Descriptor, digestOf, type Platform, platformKey } from '@gatehouse/oci-client';
import { badOutput } from '../error.ts';
import { indexableLayers, largeLayers } from '../image/layers.ts';
import type { PlatformImage } from '../image/read-image.ts';
import { proveBlob } from './files.ts';
import type { OutputManifest } from './read-output.ts';

/** awslabs/soci-snapshotter, docs: SOCI index manifest v2. */
const SOCI_TYPE = 'application/vnd.amazon.soci.index.v2+json';
const LAYER = 'com.amazon.soci.image-layer-digest';
const TABLE_TYPE = 'application/octet-stream';
const PREFETCH_TYPE = 'application/vnd.amazon.soci.prefetch.v1+json';
const EMPTY_CONFIG = digestOf('{}');

/**
 * Fails with `SOCI_OUTPUT` unless this is a whole SOCI index of the image: every layer that can have a table of
 * contents has one, each is of a layer of the image, and their bytes are there. Returns the blobs it adds.
 */
export async function checkSociIndex(
  image: PlatformImage,
  { descriptor, stored }: OutputManifest,
  { path, minLayerSize }: { readonly path: string; readonly minLayerSize: number },
): Promise<readonly Descriptor[]> {
  const { config, layers, subject } = stored.manifest;
  const name = `the SOCI index of ${image.key}`;
  if (descriptor.artifactType !== SOCI_TYPE || config.mediaType !== SOCI_TYPE || subject !== undefined) {
    throw badOutput(`${quoteList([descriptor.artifactType, config.mediaType])} as ${name}`, SOCI_TYPE);
  }
  if (config.digest !== EMPTY_CONFIG) throw badOutput(`${config.digest} as configuration of ${name}`, '{}');
  if (!isOf(descriptor.platform, image.key)) throw badOutput(`another platform on ${name}`, image.key);
  const large = new Set<string>(largeLayers(image, minLayerSize).map(({ digest }) => digest));
  const indexed = new Set<string>();
  for (const { mediaType, annotations = {}, digest } of layers) {
    const layer = annotations[LAYER] ?? 'no layer';
    if (![TABLE_TYPE, PREFETCH_TYPE].includes(mediaType) || !large.has(layer)) {
      throw badOutput(
        `${digest} (${quote(mediaType)}, of ${quote(layer)}) in ${name}`,
        'content about large layers of the image',
      );
    }
    if (mediaType === TABLE_TYPE) indexed.add(layer);
  }
  const left = indexableLayers(image, minLayerSize).find(({ digest }) => !indexed.has(digest));
  if (left !== undefined)
    throw badOutput(`nothing about the layer ${left.digest} in ${name}`, 'all large layers');
  if (indexed.size === 0) throw badOutput(`nothing in ${name}`, 'a table of contents for each large layer');
  const blobs = [config, ...layers];
  for (const blob of blobs) await proveBlob(path, blob);
  return blobs;
}

const isOf = (platform: Platform | undefined, key: string) =>
  platform !== undefined && platformKey(platform) === key;

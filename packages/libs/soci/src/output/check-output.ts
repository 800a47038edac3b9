import { isDeepStrictEqual } from 'node:util';
import type { Descriptor, Digest } from '@gatehouse/oci-client';
import { badOutput } from '../error.ts';
import type { ConvertedPlatforms } from '../image/choose-platforms.ts';
import { BARE, frameOf, frameOfImage } from '../image/frame.ts';
import { indexableLayers } from '../image/layers.ts';
import type { PlatformImage, SourceImage } from '../image/read-image.ts';
import { checkImage } from './check-image.ts';
import { checkSociIndex } from './check-soci-index.ts';
import type { Output } from './read-output.ts';

/** What became of one platform. */
export interface ConvertedPlatform {
  /** `linux/amd64` */
  readonly platform: string;
  readonly before: Digest;
  readonly after: Digest;
  /** `none` where no layer of it can have one, or it was not asked for. */
  readonly sociIndex: Digest | 'none';
}

/** A proved output. */
export interface Checked {
  /** In the order of the image. */
  readonly platforms: readonly ConvertedPlatform[];
  /** The blobs that the conversion adds. */
  readonly added: readonly Descriptor[];
}

/**
 * Fails with `SOCI_OUTPUT` unless the output is the image with SOCI indexes and nothing else: the same platforms,
 * each with the same content, and an index wherever one is possible and nowhere else.
 */
export async function checkOutput(
  output: Output,
  image: SourceImage,
  { chosen }: ConvertedPlatforms,
  terms: { readonly path: string; readonly minLayerSize: number },
): Promise<Checked> {
  refuseOtherFrame(output, image);
  refuseOtherPlatforms(output, image);
  const platforms: ConvertedPlatform[] = [];
  const added: Descriptor[] = [];
  for (const one of image.images) {
    const after = output.images.get(one.key);
    if (after === undefined) throw badOutput(`nothing for ${one.key}`, 'all platforms of the image');
    const soci = output.attached.get(after.descriptor.digest);
    checkImage(one, after, soci?.descriptor.digest);
    if (soci === undefined) refuseMissing(one, chosen, terms.minLayerSize);
    else if (chosen.includes(one)) added.push(...(await checkSociIndex(one, soci, terms)));
    else throw badOutput(`a SOCI index for ${one.key}`, `them for ${keysOf(chosen)} only`);
    platforms.push({
      platform: one.key,
      before: one.descriptor.digest,
      after: after.descriptor.digest,
      sociIndex: soci?.descriptor.digest ?? 'none',
    });
  }
  if (platforms.filter(({ sociIndex }) => sociIndex !== 'none').length !== output.attached.size) {
    throw badOutput('a SOCI index of another image', 'only those of its own images');
  }
  if (output.attached.size === 0) throw badOutput('no SOCI index', 'at least one');
  return { platforms, added };
}

function refuseOtherPlatforms({ images }: Output, image: SourceImage): void {
  const before = new Set(image.images.map(({ key }) => key));
  const lost = [...before].filter((key) => !images.has(key));
  const strange = [...images.keys()].filter((key) => !before.has(key));
  if (lost.length === 0 && strange.length === 0) return;
  throw badOutput(`the platforms ${[...images.keys()].join(', ') || 'none'}`, [...before].join(', '));
}

/** What an index says of itself stays, or it says nothing: the tool unwraps an index of one image. */
function refuseOtherFrame({ index: { manifest } }: Output, image: SourceImage): void {
  const found = frameOf(manifest);
  const isBare = image.images.length === 1 && isDeepStrictEqual(found, BARE);
  if (isBare || isDeepStrictEqual(found, frameOfImage(image))) return;
  throw badOutput('other annotations on its index', 'those of the image');
}

function refuseMissing(one: PlatformImage, chosen: readonly PlatformImage[], minLayerSize: number): void {
  if (!chosen.includes(one)) return;
  const [layer] = indexableLayers(one, minLayerSize);
  if (layer === undefined) return;
  throw badOutput(`no SOCI index for ${one.key}`, `one, because the layer ${layer.digest} is large enough`);
}

const keysOf = (images: readonly PlatformImage[]) => images.map(({ key }) => key).join(', ');

import { isDeepStrictEqual } from 'node:util';
import {
  type Descriptor,
  type Digest,
  digestOf,
  type IndexManifest,
  OCI_INDEX,
  parseManifest,
  renderIndex,
  type StoredManifest,
} from '@gatehouse/oci-client';
import { roleOf } from '@gatehouse/oci-index';
import { frameOf, frameOfImage } from './image/frame.ts';
import type { SourceImage } from './image/read-image.ts';
import type { ConvertedPlatform } from './output/check-output.ts';
import type { Output } from './output/read-output.ts';

/** The annotations by which a child of an index names the image that it is about. */
const LINKS = ['vnd.docker.reference.digest', 'com.amazon.soci.image-manifest-digest'];

/**
 * The index to publish: the bytes of the tool, unless something is missing in them. The tool takes the annotations
 * off an index of one image. What else an index has than platforms was kept from the tool, which would take its links
 * off, and follows the converted images here: attestations name them now, and a SOCI index that was replaced goes.
 */
export function assemble(
  { index, attached }: Output,
  image: SourceImage,
  platforms: readonly ConvertedPlatform[],
): StoredManifest<IndexManifest> {
  const { others } = image;
  const frame = frameOfImage(image);
  if (others.length === 0 && isDeepStrictEqual(frameOf(index.manifest), frame)) return index;
  const moved = new Map(platforms.map(({ before, after }) => [before, after]));
  const replaced = new Set(
    platforms.filter(({ sociIndex }) => sociIndex !== 'none').map(({ before }) => before),
  );
  const kept = others
    .filter((other) => !isSociIndexOf(other, replaced))
    .map((other) => relinked(other, moved));
  const soci = [...attached.values()].map(({ descriptor }) => descriptor.digest);
  const isNew = ({ digest }: Descriptor) => soci.includes(digest);
  const { manifests } = index.manifest;
  const [images, indexes] = [manifests.filter((one) => !isNew(one)), manifests.filter(isNew)];
  const bytes = renderIndex({ ...frame, mediaType: OCI_INDEX, manifests: [...images, ...kept, ...indexes] });
  const { descriptor, manifest } = parseManifest(bytes, OCI_INDEX, digestOf(bytes));
  if (manifest.kind !== 'index') throw new Error('An index was read back as an image');
  return { descriptor, bytes, manifest };
}

function isSociIndexOf(other: Descriptor, replaced: ReadonlySet<Digest>): boolean {
  const role = roleOf(other);
  return role.kind === 'attached' && other.artifactType !== undefined && replaced.has(role.to);
}

function relinked(other: Descriptor, moved: ReadonlyMap<Digest, Digest>): Descriptor {
  const role = roleOf(other);
  const to = role.kind === 'attached' ? moved.get(role.to) : undefined;
  if (to === undefined) return other;
  const links = LINKS.filter((link) => other.annotations?.[link] !== undefined).map((link) => [link, to]);
  return { ...other, annotations: { ...other.annotations, ...Object.fromEntries(links) } };
}

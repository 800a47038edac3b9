import {
  type ContentSource,
  type Descriptor,
  type Digest,
  type ImageManifest,
  type IndexManifest,
  isRegistryError,
  layoutSource,
  OCI_INDEX,
  openLayout,
  type StoredManifest,
} from '@gatehouse/oci-client';
import { roleOf } from '@gatehouse/oci-index';
import { badOutput, SociError } from '../error.ts';
import { refuseLinks } from './files.ts';

/** A manifest in the output with the descriptor that names it. */
export interface OutputManifest {
  readonly descriptor: Descriptor;
  readonly stored: StoredManifest<ImageManifest>;
}

/** What the tool made, with its digests proved but nothing else. */
export interface Output {
  /** Its layout. */
  readonly source: ContentSource;
  readonly index: StoredManifest<IndexManifest>;
  /** By the key of their platform. */
  readonly images: ReadonlyMap<string, OutputManifest>;
  /** What is attached to an image, by the digest of that image. */
  readonly attached: ReadonlyMap<Digest, OutputManifest>;
}

/** Reads the layout that the tool wrote, as hostile input. Fails with `SOCI_OUTPUT`. */
export async function readOutput(path: string): Promise<Output> {
  await refuseLinks(path);
  try {
    const layout = await openLayout(path);
    const [root, ...more] = layout.index.manifests;
    if (root === undefined || more.length > 0) {
      throw badOutput(`${layout.index.manifests.length} images in index.json`, 'one');
    }
    return await readIndex(layoutSource(layout), root);
  } catch (thrown) {
    if (thrown instanceof SociError || !isRegistryError(thrown)) throw thrown;
    throw badOutput(
      `a layout that cannot be read (${thrown.message})`,
      'an OCI layout with one index',
      thrown,
    );
  }
}

async function readIndex(source: ContentSource, root: Descriptor): Promise<Output> {
  const { descriptor, bytes, manifest } = await source.manifest(root);
  if (manifest.kind !== 'index' || manifest.mediaType !== OCI_INDEX) {
    throw badOutput(`${manifest.mediaType} as its image`, OCI_INDEX);
  }
  refuseOtherSize(root, bytes);
  const images = new Map<string, OutputManifest>();
  const attached = new Map<Digest, OutputManifest>();
  for (const child of manifest.manifests) {
    const role = roleOf(child);
    if (child.data !== undefined || child.urls !== undefined) {
      throw badOutput(`other places for the content of ${child.digest} in its index`, 'digests only');
    }
    if (role.kind !== 'platform' && role.kind !== 'attached') {
      throw badOutput(
        `${child.digest} without a known platform in its index`,
        'images and their SOCI indexes',
      );
    }
    const read = { descriptor: child, stored: await readChild(source, child) };
    const [name, known] =
      role.kind === 'platform' ? [role.key, images.get(role.key)] : [role.to, attached.get(role.to)];
    if (known !== undefined) throw badOutput(`two entries for ${name} in its index`, 'one');
    if (role.kind === 'platform') images.set(role.key, read);
    else attached.set(role.to, read);
  }
  return { source, index: { descriptor, bytes, manifest }, images, attached };
}

async function readChild(source: ContentSource, child: Descriptor): Promise<StoredManifest<ImageManifest>> {
  const { descriptor, bytes, manifest } = await source.manifest(child);
  if (manifest.kind !== 'image') throw badOutput(`the index ${child.digest} in its index`, 'images');
  refuseOtherSize(child, bytes);
  return { descriptor, bytes, manifest };
}

function refuseOtherSize({ digest, size }: Descriptor, bytes: Uint8Array): void {
  if (bytes.length !== size) throw badOutput(`${bytes.length} bytes in ${digest}`, `${size} bytes`);
}

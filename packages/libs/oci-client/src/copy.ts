import { type BlobCopy, copyBlob } from './blob/index.ts';
import { isRegistryError } from './error/index.ts';
import type { Descriptor } from './manifest/descriptor.ts';
import { headManifest } from './manifest/head.ts';
import type { ImageManifest } from './manifest/manifest.ts';
import { putManifest } from './manifest/put.ts';
import type { Repository } from './reference/index.ts';
import type { ContentSource } from './source.ts';
import type { Transport } from './transport/transport.ts';

/** What a copy did. */
export interface Copied {
  /** Manifests that were not there. */
  readonly manifests: number;
  readonly blobs: Readonly<Record<BlobCopy, number>>;
}

/** Layers that stay where their `urls` say. */
const FOREIGN = /^application\/vnd\.(docker\.image\.rootfs\.foreign\.|oci\.image\.layer\.nondistributable\.)/;

/**
 * Copies a manifest and all that it refers to, children first, as the same bytes. That the manifest is there
 * already is no proof that its children are (oras-project/oras#2061), so each of them is asked for.
 * Fails with a `RegistryError`.
 */
export async function copyImage(
  transport: Transport,
  source: ContentSource,
  descriptor: Pick<Descriptor, 'digest' | 'mediaType'>,
  target: Repository,
): Promise<Copied> {
  const stored = await source.manifest(descriptor);
  const { manifest, bytes } = stored;
  const { mediaType } = stored.descriptor;
  const below =
    manifest.kind === 'index'
      ? await Promise.all(manifest.manifests.map((child) => copyImage(transport, source, child, target)))
      : [await copyBlobs(transport, source, manifest, target)];
  const name = { kind: 'digest', digest: descriptor.digest } as const;
  const isThere = await headManifest(transport, target, name).catch((thrown: unknown) => {
    if (isRegistryError(thrown, 'absent')) return undefined;
    throw thrown;
  });
  // Its children were pushed a moment ago.
  if (isThere === undefined) {
    await putManifest(transport, target, name, { mediaType, bytes }, { freshness: 'just-written' });
  }
  return sum([...below, { ...NOTHING, manifests: isThere === undefined ? 1 : 0 }]);
}

async function copyBlobs(
  transport: Transport,
  source: ContentSource,
  { config, layers }: ImageManifest,
  target: Repository,
): Promise<Copied> {
  const own = [config, ...layers].filter(({ mediaType }) => !FOREIGN.test(mediaType));
  const blobs = [...new Map(own.map((blob) => [blob.digest, blob])).values()];
  const done = await Promise.all(blobs.map((blob) => copyBlob(transport, source, blob, target)));
  const count = (how: BlobCopy) => done.filter((one) => one === how).length;
  return {
    manifests: 0,
    blobs: { present: count('present'), mounted: count('mounted'), uploaded: count('uploaded') },
  };
}

const NOTHING: Copied = { manifests: 0, blobs: { present: 0, mounted: 0, uploaded: 0 } };

function sum(all: readonly Copied[]): Copied {
  return all.reduce(
    (total, { manifests, blobs }) => ({
      manifests: total.manifests + manifests,
      blobs: {
        present: total.blobs.present + blobs.present,
        mounted: total.blobs.mounted + blobs.mounted,
        uploaded: total.blobs.uploaded + blobs.uploaded,
      },
    }),
    NOTHING,
  );
}

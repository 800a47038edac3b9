import { type BlobSource, openBlob, readBlob } from './blob/index.ts';
import { type Layout, openLayoutBlob, readLayoutBlob, readLayoutManifest } from './layout/layout.ts';
import type { Descriptor } from './manifest/descriptor.ts';
import { getManifest, type ReadOptions } from './manifest/get.ts';
import type { StoredManifest } from './manifest/manifest.ts';
import { type Digest, formatRepository, type Repository } from './reference/index.ts';
import type { Transport } from './transport/transport.ts';

/** A place that images are read from: a repository, or an OCI layout on this machine. */
export interface ContentSource extends BlobSource {
  /** For messages: `ghcr.io/acme/widgets`, or the path of the layout. */
  readonly name: string;
  readonly manifest: (descriptor: Pick<Descriptor, 'digest' | 'mediaType'>) => Promise<StoredManifest>;
  /** A small blob, whole. */
  readonly blob: (digest: Digest, size: number, limit: number) => Promise<Uint8Array>;
}

/** A repository as a source. */
export function repositorySource(
  transport: Transport,
  repository: Repository,
  options: ReadOptions = {},
): ContentSource {
  return {
    name: formatRepository(repository),
    repository,
    manifest: ({ digest }) => getManifest(transport, repository, { kind: 'digest', digest }, options),
    blob: (digest, size, limit) => readBlob(transport, repository, { digest, size }, limit),
    open:
      ({ digest }) =>
      () =>
        openBlob(transport, repository, digest),
  };
}

/** An OCI layout as a source. */
export function layoutSource(layout: Layout): ContentSource {
  return {
    name: layout.path,
    repository: undefined,
    manifest: (descriptor) => readLayoutManifest(layout, descriptor),
    blob: (digest, _size, limit) => readLayoutBlob(layout, digest, limit),
    open: (descriptor) => async () => openLayoutBlob(layout, descriptor),
  };
}

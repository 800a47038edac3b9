import { isRegistryError } from '../error/index.ts';
import type { Descriptor } from '../manifest/descriptor.ts';
import type { Repository } from '../reference/index.ts';
import type { Transport } from '../transport/transport.ts';
import { hasBlob } from './has.ts';
import { mountBlob, type OpenContent, uploadBlob } from './upload.ts';

/** Where a blob comes from. */
export interface BlobSource {
  readonly open: (descriptor: Descriptor) => OpenContent;
  /** The repository that a registry may take it from by itself; `undefined` for a layout. */
  readonly repository: Repository | undefined;
}

/** How a blob got to where it is. */
export type BlobCopy = 'present' | 'mounted' | 'uploaded';

/**
 * Brings a blob into a repository in the cheapest way: it is there, the registry mounts it, or it is streamed
 * through without touching the disk. Fails with a `RegistryError`.
 */
export async function copyBlob(
  transport: Transport,
  source: BlobSource,
  descriptor: Descriptor,
  target: Repository,
): Promise<BlobCopy> {
  if (await hasBlob(transport, target, descriptor.digest)) return 'present';
  const { repository } = source;
  if (repository !== undefined && (await isMounted(transport, target, descriptor, repository)))
    return 'mounted';
  await uploadBlob(transport, target, descriptor, source.open(descriptor));
  return 'uploaded';
}

/** A mount needs the right to read the source with the token of the target; without it, streaming may work. */
async function isMounted(
  transport: Transport,
  target: Repository,
  { digest }: Descriptor,
  from: Repository,
): Promise<boolean> {
  try {
    return await mountBlob(transport, target, digest, from);
  } catch (thrown) {
    if (isRegistryError(thrown, 'denied', 'auth', 'absent', 'invalid')) return false;
    throw thrown;
  }
}

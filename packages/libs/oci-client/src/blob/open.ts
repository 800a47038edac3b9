import type { Digest, Repository } from '../reference/index.ts';
import type { Transport } from '../transport/transport.ts';
import { blobRequest } from './request.ts';

/**
 * Opens a blob as a stream; its digest is proved by who takes it. Repeated until it has begun; what breaks later
 * is for the reader to open again. Fails with a `RegistryError`.
 */
export function openBlob(
  transport: Transport,
  repository: Repository,
  digest: Digest,
): Promise<ReadableStream<Uint8Array>> {
  return transport.send(blobRequest('GET', repository, digest), async (response) => {
    return response.body ?? new Blob([]).stream();
  });
}

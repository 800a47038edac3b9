import type { Descriptor } from '../manifest/descriptor.ts';
import type { Repository } from '../reference/index.ts';
import type { Transport } from '../transport/transport.ts';
import { blobRequest } from './request.ts';
import { verifying } from './verify.ts';

/**
 * Opens a blob as a stream that breaks unless it is what the descriptor says. Repeated until it has begun;
 * what breaks later is for the reader to open again. Fails with a `RegistryError`.
 */
export async function openBlob(
  transport: Transport,
  repository: Repository,
  descriptor: Pick<Descriptor, 'digest' | 'size'>,
): Promise<ReadableStream<Uint8Array>> {
  const body = await transport.send(blobRequest('GET', repository, descriptor.digest), async (response) => {
    return response.body ?? new Blob([]).stream();
  });
  return body.pipeThrough(verifying(descriptor));
}

import { RegistryError } from '../error/index.ts';
import type { Descriptor } from '../manifest/descriptor.ts';
import { algorithmOf, digestOf, formatRepository, type Repository } from '../reference/index.ts';
import { readBounded } from '../transport/body.ts';
import { DamagedContent } from '../transport/damaged.ts';
import type { Transport } from '../transport/transport.ts';
import { blobRequest } from './request.ts';

/**
 * Reads a small blob, such as an image's configuration, into memory and proves that it is the one asked for.
 * One that is said to be larger than `limit` bytes is not asked for. Fails with a `RegistryError`.
 */
export async function readBlob(
  transport: Transport,
  repository: Repository,
  { digest, size }: Pick<Descriptor, 'digest' | 'size'>,
  limit: number,
): Promise<Uint8Array> {
  const what = `the blob ${formatRepository(repository)}@${digest}`;
  if (size > limit) {
    throw new RegistryError({
      kind: 'invalid',
      message: `${what} has ${size} bytes, expected at most ${limit}.`,
    });
  }
  return transport.send(blobRequest('GET', repository, digest), async (response) => {
    const bytes = await readBounded(response, size, what);
    const found = digestOf(bytes, algorithmOf(digest));
    if (found !== digest) throw new DamagedContent(`found ${found}, expected ${digest}.`);
    return bytes;
  });
}

import { isRegistryError, RegistryError } from '../error/index.ts';
import { type Digest, formatRepository, isDigest, type Repository } from '../reference/index.ts';
import type { Transport } from '../transport/transport.ts';
import { blobRequest } from './request.ts';

/**
 * Whether a repository has a blob. Anything but yes and "absent" fails with a `RegistryError`. An answer to HEAD
 * has no body, so why it is denied (it may be a rate limit) is learned by asking for the first byte.
 */
export async function hasBlob(
  transport: Transport,
  repository: Repository,
  digest: Digest,
): Promise<boolean> {
  try {
    return await askHead(transport, repository, digest);
  } catch (thrown) {
    if (isRegistryError(thrown, 'absent')) return false;
    if (!isRegistryError(thrown, 'denied')) throw thrown;
  }
  const request = { ...blobRequest('GET', repository, digest), headers: { range: 'bytes=0-0' } };
  return transport.send(request, async ({ body }) => {
    await body?.cancel();
    return true;
  });
}

function askHead(transport: Transport, repository: Repository, digest: Digest): Promise<boolean> {
  return transport.send(blobRequest('HEAD', repository, digest), async ({ headers }) => {
    const given = headers.get('docker-content-digest') ?? '';
    if (!isDigest(given) || given === digest) return true;
    throw new RegistryError({
      kind: 'invalid',
      message: `The registry answers with ${given} for the blob ${formatRepository(repository)}@${digest}.`,
      hint: 'Check that no proxy answers for this registry.',
    });
  });
}

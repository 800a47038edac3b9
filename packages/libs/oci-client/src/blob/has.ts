import { isRegistryError, RegistryError } from '../error/index.ts';
import { type Digest, formatRepository, isDigest, type Repository } from '../reference/index.ts';
import type { Transport } from '../transport/transport.ts';
import { blobRequest } from './request.ts';

/** Whether a repository has a blob. Anything but yes and "absent" fails with a `RegistryError`. */
export async function hasBlob(
  transport: Transport,
  repository: Repository,
  digest: Digest,
): Promise<boolean> {
  try {
    return await transport.send(blobRequest('HEAD', repository, digest), async ({ headers }) => {
      const given = headers.get('docker-content-digest') ?? '';
      if (!isDigest(given) || given === digest) return true;
      throw new RegistryError({
        kind: 'invalid',
        message: `The registry answers with ${given} for the blob ${formatRepository(repository)}@${digest}.`,
      });
    });
  } catch (thrown) {
    if (isRegistryError(thrown, 'absent')) return false;
    throw thrown;
  }
}

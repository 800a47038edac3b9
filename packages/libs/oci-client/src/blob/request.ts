import type { Digest, Repository } from '../reference/index.ts';
import { formatRepository } from '../reference/index.ts';
import type { RegistryRequest } from '../transport/request.ts';

/** The request for a blob. */
export function blobRequest(method: 'GET' | 'HEAD', repository: Repository, digest: Digest): RegistryRequest {
  return {
    method,
    repository,
    target: `blobs/${digest}`,
    what: `the blob ${formatRepository(repository)}@${digest}`,
  };
}

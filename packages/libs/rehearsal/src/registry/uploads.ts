import type { Route, StageResponse } from '../route.ts';
import { type RegistryDeps, type RegistryRequest, registryRoute } from './address.ts';
import { asDigest, type Digest, hasDigest } from './digest.ts';
import { registryError } from './errors.ts';

/** Uploads blobs: in one request, in two, in chunks, as a stream, or by mounting one that is here. */
export function uploadRoutes(deps: RegistryDeps): readonly Route[] {
  const { store } = deps;

  const begin = (request: RegistryRequest): StageResponse => {
    const { repository, query, body } = request;
    const mount = asDigest(query.get('mount') ?? '');
    if (mount !== undefined) {
      const from = query.get('from');
      const blob = from === null ? store.anyBlob(mount) : store.find(from)?.blobs.get(mount);
      if (blob !== undefined) return keep(request, mount, blob);
    }
    const stated = query.get('digest');
    if (stated !== null) return finish(request, stated, body);
    const id = store.nextUpload();
    store.open(repository).uploads.set(id, Buffer.alloc(0));
    return { status: 202, headers: progress(request, id, 0) };
  };

  const append = (request: RegistryRequest): StageResponse =>
    withUpload(request, (received, uploads) => {
      if (!continues(request, received)) return outOfOrder(request, received);
      const grown = Buffer.concat([received, request.body]);
      uploads.set(request.last, grown);
      return { status: 202, headers: progress(request, request.last, grown.length) };
    });

  const complete = (request: RegistryRequest): StageResponse =>
    withUpload(request, (received, uploads) => {
      if (!continues(request, received)) return outOfOrder(request, received);
      const answer = finish(
        request,
        request.query.get('digest') ?? '',
        Buffer.concat([received, request.body]),
      );
      if (answer.status === 201) uploads.delete(request.last);
      return answer;
    });

  const status = (request: RegistryRequest): StageResponse =>
    withUpload(request, (received) => ({
      status: 204,
      headers: progress(request, request.last, received.length),
    }));

  const cancel = (request: RegistryRequest): StageResponse =>
    withUpload(request, (_received, uploads) => {
      uploads.delete(request.last);
      return { status: 204 };
    });

  function finish(request: RegistryRequest, stated: string, bytes: Buffer): StageResponse {
    const digest = asDigest(stated);
    if (digest === undefined) return registryError('DIGEST_INVALID', `${stated} is not a digest`);
    if (!hasDigest(bytes, digest)) return registryError('DIGEST_INVALID', `the bytes are not ${digest}`);
    return keep(request, digest, bytes);
  }

  function keep({ repository, url }: RegistryRequest, digest: Digest, bytes: Buffer): StageResponse {
    store.open(repository).blobs.set(digest, bytes);
    const location = `${url.origin}/v2/${repository}/blobs/${digest}`;
    return { status: 201, headers: { location, 'docker-content-digest': digest } };
  }

  function withUpload(
    { repository, last }: RegistryRequest,
    work: (received: Buffer, uploads: Map<string, Buffer>) => StageResponse,
  ): StageResponse {
    const uploads = store.find(repository)?.uploads;
    const received = uploads?.get(last);
    if (uploads === undefined || received === undefined) {
      return registryError('BLOB_UPLOAD_UNKNOWN', `there is no upload ${last}`);
    }
    return work(received, uploads);
  }

  return [
    registryRoute(deps, 'POST', 'blobs/uploads/', begin),
    registryRoute(deps, 'PATCH', 'blobs/uploads/:last', append),
    registryRoute(deps, 'PUT', 'blobs/uploads/:last', complete),
    registryRoute(deps, 'GET', 'blobs/uploads/:last', status),
    registryRoute(deps, 'DELETE', 'blobs/uploads/:last', cancel),
  ];
}

/** Whether the chunk begins where the last one ended; a stream names no range. */
function continues({ headers, body }: RegistryRequest, received: Buffer): boolean {
  const range = headers['content-range'];
  if (range === undefined) return true;
  const [, first, last] = /^(?:bytes )?(\d+)-(\d+)(?:\/.*)?$/.exec(range) ?? [];
  return Number(first) === received.length && Number(last) - Number(first) + 1 === body.length;
}

function outOfOrder(request: RegistryRequest, received: Buffer): StageResponse {
  return registryError('BLOB_UPLOAD_INVALID', `the next chunk begins at ${received.length}`, {
    headers: progress(request, request.last, received.length),
  });
}

function progress({ url, repository }: RegistryRequest, id: string, length: number): Record<string, string> {
  return {
    location: `${url.origin}/v2/${repository}/blobs/uploads/${id}`,
    range: `0-${Math.max(length - 1, 0)}`,
  };
}

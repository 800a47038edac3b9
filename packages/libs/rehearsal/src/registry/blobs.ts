import type { Route, StageResponse } from '../route.ts';
import { type RegistryDeps, type RegistryRequest, registryRoute } from './address.ts';
import { asDigest } from './digest.ts';
import { registryError } from './errors.ts';

const OCTETS = 'application/octet-stream';

/** Reads and deletes blobs, whole or by range. */
export function blobRoutes(deps: RegistryDeps): readonly Route[] {
  const { store } = deps;

  const read = ({ method, repository, last, headers }: RegistryRequest): StageResponse => {
    const digest = asDigest(last);
    if (digest === undefined) return registryError('DIGEST_INVALID', `${last} is not a digest`);
    const blob = store.find(repository)?.blobs.get(digest);
    if (blob === undefined || store.isHidden(repository, digest)) {
      return registryError('BLOB_UNKNOWN', `${digest} is not in ${repository}`);
    }
    const common = { 'content-type': OCTETS, 'docker-content-digest': digest, 'accept-ranges': 'bytes' };
    if (method === 'HEAD') return { status: 200, headers: { ...common, 'content-length': `${blob.length}` } };
    const range = headers.range === undefined ? undefined : byteRange(headers.range, blob.length);
    if (range === undefined) return { status: 200, headers: common, body: blob };
    if (range === 'outside') return { status: 416, headers: { 'content-range': `bytes */${blob.length}` } };
    const { first, end } = range;
    const part = { ...common, 'content-range': `bytes ${first}-${end - 1}/${blob.length}` };
    return { status: 206, headers: part, body: blob.subarray(first, end) };
  };

  const remove = ({ repository, last }: RegistryRequest): StageResponse => {
    const digest = asDigest(last);
    const gone = digest !== undefined && store.find(repository)?.blobs.delete(digest);
    return gone ? { status: 202 } : registryError('BLOB_UNKNOWN', `${last} is not in ${repository}`);
  };

  return [
    registryRoute(deps, 'GET', 'blobs/:last', read),
    registryRoute(deps, 'HEAD', 'blobs/:last', read),
    registryRoute(deps, 'DELETE', 'blobs/:last', remove),
  ];
}

/** One range of RFC 9110, 14.1.2: from a byte on, between two, or the last so many. Others are ignored. */
function byteRange(
  header: string,
  length: number,
): { readonly first: number; readonly end: number } | 'outside' | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined;
  const first = from === '' ? Math.max(length - Number(to), 0) : Number(from);
  const end = from === '' || to === '' ? length : Math.min(Number(to) + 1, length);
  return first < end ? { first, end } : 'outside';
}

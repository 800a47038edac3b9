import { RegistryError } from '../error/index.ts';
import type { Descriptor } from '../manifest/descriptor.ts';
import { type Digest, formatRepository, isSameRepository, type Repository } from '../reference/index.ts';
import { onwardUrl } from '../transport/onward.ts';
import type { RegistryRequest } from '../transport/request.ts';
import type { Transport } from '../transport/transport.ts';
import { verifying } from './verify.ts';

/** Opens the content of a blob; called again for each attempt. */
export type OpenContent = (signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;

/** What the start of an upload led to. */
type Started = { readonly kind: 'mounted' } | { readonly kind: 'upload'; readonly url: URL };

/**
 * Asks the registry to take a blob over from a repository of its own (`from`). Whether it did; it may also
 * open an upload instead, which is left to expire. Fails with a `RegistryError`.
 */
export async function mountBlob(
  transport: Transport,
  repository: Repository,
  digest: Digest,
  from: Repository,
): Promise<boolean> {
  if (from.registry !== repository.registry || isSameRepository(from, repository)) return false;
  const query = [['mount', digest] as const, ['from', from.path] as const];
  return (await start(transport, repository, { query, alsoReads: from })).kind === 'mounted';
}

/**
 * Uploads a blob of a known size in one piece, proving its digest on the way as the registry does at the end. What fails for the moment is
 * started over: an upload that broke off cannot be taken up at every registry. Fails with a `RegistryError`.
 */
export function uploadBlob(
  transport: Transport,
  repository: Repository,
  descriptor: Pick<Descriptor, 'digest' | 'size'>,
  open: OpenContent,
): Promise<void> {
  const { digest, size } = descriptor;
  const proved: OpenContent = async (signal) => (await open(signal)).pipeThrough(verifying(descriptor));
  const what = `the upload of ${formatRepository(repository)}@${digest}`;
  return transport.repeat(what, async (signal) => {
    const started = await start(transport, repository, { once: signal });
    if (started.kind === 'mounted') return;
    started.url.searchParams.set('digest', digest);
    const request: RegistryRequest = {
      method: 'PUT',
      repository,
      target: started.url,
      headers: { 'content-type': 'application/octet-stream', 'content-length': String(size) },
      body: size === 0 ? { kind: 'bytes', bytes: new Uint8Array() } : { kind: 'stream', size, open: proved },
      what,
      once: signal,
    };
    await transport.send(request, async ({ body }) => void (await body?.cancel()));
  });
}

function start(
  transport: Transport,
  repository: Repository,
  more: Pick<RegistryRequest, 'query' | 'alsoReads' | 'once'>,
): Promise<Started> {
  const what = `an upload to ${formatRepository(repository)}`;
  const request: RegistryRequest = { method: 'POST', repository, target: 'blobs/uploads/', what, ...more };
  return transport.send(request, async ({ status, headers, body }, url) => {
    await body?.cancel();
    if (status === 201) return { kind: 'mounted' };
    const location = headers.get('location');
    if (status === 202 && location !== null) {
      return { kind: 'upload', url: onwardUrl(url, location, 'the place to upload to') };
    }
    throw new RegistryError({
      kind: 'invalid',
      status,
      message: `${what}: the registry answered ${status} without a place to upload to.`,
    });
  });
}

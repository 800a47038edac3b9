import { isRegistryError, RegistryError } from '../error/index.ts';
import { isDigest, type ManifestName, type Repository, shownManifest } from '../reference/index.ts';
import type { Transport } from '../transport/transport.ts';
import type { Descriptor } from './descriptor.ts';
import { getManifest, manifestRequest, type ReadOptions } from './get.ts';
import { plainType } from './media-type.ts';

/**
 * What a manifest's name points to, without its bytes; Docker Hub does not count this as a pull. An answer to
 * HEAD has no body, so what it means is taken from the answer to GET. Fails as {@link getManifest} does.
 */
export async function headManifest(
  transport: Transport,
  repository: Repository,
  name: ManifestName,
  options: ReadOptions = {},
): Promise<Descriptor> {
  const read = async () => (await getManifest(transport, repository, name, options)).descriptor;
  const described = await transport
    .send(manifestRequest('HEAD', repository, name, options), async ({ headers }) => describe(headers))
    .catch((thrown: unknown) => {
      if (isRegistryError(thrown, 'absent', 'denied', 'invalid')) return undefined;
      throw thrown;
    });
  if (described === undefined) return read();
  if (name.kind === 'digest' && described.digest !== name.digest) {
    throw new RegistryError({
      kind: 'invalid',
      message: `${shownManifest(repository, name)}: the registry answers with ${described.digest}.`,
      hint: 'Check that no proxy answers for this registry.',
    });
  }
  return described;
}

/** The descriptor in the headers; `undefined` where a registry does not give all of it. */
function describe(headers: Headers): Descriptor | undefined {
  const digest = headers.get('docker-content-digest') ?? '';
  const mediaType = plainType(headers.get('content-type'));
  const length = headers.get('content-length') ?? '';
  if (!isDigest(digest) || !mediaType.includes('json') || !/^\d{1,8}$/.test(length)) return undefined;
  return { mediaType, digest, size: Number(length) };
}

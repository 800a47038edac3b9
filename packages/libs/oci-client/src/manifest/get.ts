import { isWebPage } from '../error/answer.ts';
import { RegistryError } from '../error/index.ts';
import {
  algorithmOf,
  digestOf,
  isDigest,
  type ManifestName,
  nameText,
  type Repository,
  shownManifest,
} from '../reference/index.ts';
import { readBounded } from '../transport/body.ts';
import { DamagedContent } from '../transport/damaged.ts';
import type { RegistryRequest } from '../transport/request.ts';
import type { Transport } from '../transport/transport.ts';
import type { StoredManifest } from './manifest.ts';
import { MANIFEST_TYPES, plainType } from './media-type.ts';
import { LARGEST_MANIFEST, parseManifest } from './parse-manifest.ts';

/** How a manifest is asked for. */
export interface ReadOptions {
  /** Whether it was written moments ago, so that "unknown" means "not yet". Default: `settled`. */
  readonly freshness?: RegistryRequest['freshness'];
}

/** The request for a manifest. */
export function manifestRequest(
  method: 'GET' | 'HEAD',
  repository: Repository,
  name: ManifestName,
  { freshness = 'settled' }: ReadOptions,
): RegistryRequest {
  return {
    method,
    repository,
    freshness,
    target: `manifests/${nameText(name)}`,
    headers: { accept: MANIFEST_TYPES.join(', ') },
    what: shownManifest(repository, name),
  };
}

/**
 * Reads a manifest, and proves that its bytes are what was asked for: by its digest, or by the one that the
 * registry gives with a tag. Fails with a `RegistryError`, of kind `absent` only where the registry says so.
 */
export function getManifest(
  transport: Transport,
  repository: Repository,
  name: ManifestName,
  options: ReadOptions = {},
): Promise<StoredManifest> {
  const what = shownManifest(repository, name);
  return transport.send(manifestRequest('GET', repository, name, options), async (response) => {
    const bytes = await readBounded(response, LARGEST_MANIFEST, what);
    const { status, headers } = response;
    if (isWebPage({ status, headers, body: bytes.toString('latin1', 0, 512) })) {
      throw new RegistryError({
        kind: 'transient',
        status,
        message: `${what}: a web page in place of a manifest.`,
      });
    }
    const given = headers.get('docker-content-digest') ?? '';
    const expected = name.kind === 'digest' ? name.digest : isDigest(given) ? given : undefined;
    if (expected !== undefined && digestOf(bytes, algorithmOf(expected)) !== expected) {
      throw new DamagedContent(`found ${digestOf(bytes, algorithmOf(expected))}, expected ${expected}.`);
    }
    const stored = parseManifest(bytes, plainType(headers.get('content-type')), what);
    return expected === undefined
      ? stored
      : { ...stored, descriptor: { ...stored.descriptor, digest: expected } };
  });
}

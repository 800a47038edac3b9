import { isRegistryError, RegistryError } from '../error/index.ts';
import {
  algorithmOf,
  type Digest,
  digestOf,
  isDigest,
  type ManifestName,
  nameText,
  type Repository,
  shownManifest,
} from '../reference/index.ts';
import type { RegistryRequest } from '../transport/request.ts';
import type { Transport } from '../transport/transport.ts';
import { headManifest } from './head.ts';

/** Bytes to be pushed as a manifest. */
export interface ManifestContent {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** How a manifest is pushed. */
export interface PutOptions {
  /** Whether what it refers to was pushed moments ago. Default: `settled`. */
  readonly freshness?: RegistryRequest['freshness'];
}

/** What became of a push. */
export interface Pushed {
  readonly digest: Digest;
  /** `unchanged` where the tag is immutable and holds exactly this. */
  readonly outcome: 'pushed' | 'unchanged';
  /** The tags that the registry set by the parameter of PUT (distribution spec, end-7b). */
  readonly tags: readonly string[];
  /** Whether the registry took note of the manifest's subject; else the fallback tag must be kept. */
  readonly subjectIndexed: boolean;
}

/**
 * Pushes a manifest under a tag or its own digest. The digest is computed from `bytes` and never learned from
 * the registry. `tags` asks for tags in the same request, which a registry may not know: see `Pushed.tags`.
 * Fails with a `RegistryError`.
 */
export async function putManifest(
  transport: Transport,
  repository: Repository,
  name: ManifestName,
  { mediaType, bytes }: ManifestContent,
  { freshness = 'settled', tags = [] }: PutOptions & { readonly tags?: readonly string[] } = {},
): Promise<Pushed> {
  const digest = digestOf(bytes, name.kind === 'digest' ? algorithmOf(name.digest) : 'sha256');
  const what = shownManifest(repository, name);
  if (name.kind === 'digest' && name.digest !== digest) {
    throw new RegistryError({
      kind: 'invalid',
      message: `${what}: the bytes to be pushed have the digest ${digest}.`,
    });
  }
  const request: RegistryRequest = {
    method: 'PUT',
    repository,
    freshness,
    what,
    target: `manifests/${nameText(name)}`,
    query: tags.map((tag) => ['tag', tag] as const),
    headers: { 'content-type': mediaType },
    body: { kind: 'bytes', bytes },
  };
  try {
    return await transport.send(request, async ({ headers, body }) => {
      await body?.cancel();
      refuseAltered(what, digest, headers.get('docker-content-digest'));
      const set = (headers.get('oci-tag') ?? '').split(',').map((tag) => tag.trim());
      const subjectIndexed = headers.get('oci-subject') !== null;
      return { digest, outcome: 'pushed', tags: tags.filter((tag) => set.includes(tag)), subjectIndexed };
    });
  } catch (thrown) {
    // Amazon ECR rejects even the same bytes under an immutable tag (moby/buildkit#3776).
    if (!isRegistryError(thrown, 'immutable') || name.kind === 'digest') throw thrown;
    const current = await headManifest(transport, repository, name);
    if (current.digest !== digest) throw thrown;
    return { digest, outcome: 'unchanged', tags: [], subjectIndexed: false };
  }
}

/** A registry that rewrites what is pushed would have our signature on other bytes. */
function refuseAltered(what: string, digest: Digest, answered: string | null): void {
  if (answered === null || !isDigest(answered) || answered === digest) return;
  if (algorithmOf(answered) !== algorithmOf(digest)) return;
  throw new RegistryError({
    kind: 'invalid',
    message: `${what}: pushed ${digest}, and the registry stored ${answered}.`,
    hint: 'Use a registry that keeps manifests as they are pushed.',
  });
}

import { isRegistryError, RegistryError } from '../error/index.ts';
import type { Descriptor } from '../manifest/descriptor.ts';
import { getManifest } from '../manifest/get.ts';
import { OCI_INDEX } from '../manifest/media-type.ts';
import { putManifest } from '../manifest/put.ts';
import { renderIndex } from '../manifest/render.ts';
import { type Digest, formatRepository, type Repository } from '../reference/index.ts';
import type { Transport } from '../transport/transport.ts';
import { fallbackTag } from './fallback-tag.ts';

/** How often the list is written when another client writes it at the same time. */
const ROUNDS = 5;

/**
 * Adds descriptors to the fallback tag of `subject`, for a registry without the referrers API. No registry can
 * compare and swap a tag, so the list is read back, and what another client wrote meanwhile is merged again:
 * two signers at once would otherwise lose one signature (google/go-containerregistry#2205). Fails with a
 * `RegistryError`, `transient` where others keep overwriting it.
 */
export async function addToFallbackTag(
  transport: Transport,
  repository: Repository,
  subject: Digest,
  added: readonly Descriptor[],
): Promise<void> {
  const tag = { kind: 'tag', tag: fallbackTag(subject) } as const;
  let known: readonly Descriptor[] = added;
  for (let round = 1; round <= ROUNDS; round++) {
    const current = await readList(transport, repository, tag);
    const missing = known.filter(({ digest }) => !current.some((one) => one.digest === digest));
    if (missing.length === 0) return;
    // What was seen once stays: a stale read must not drop it.
    known = [...current, ...missing];
    const bytes = renderIndex({ mediaType: OCI_INDEX, manifests: known, annotations: {} });
    await putManifest(transport, repository, tag, { mediaType: OCI_INDEX, bytes });
  }
  const current = await readList(transport, repository, tag);
  if (known.every(({ digest }) => current.some((one) => one.digest === digest))) return;
  throw new RegistryError({
    kind: 'transient',
    message: `${formatRepository(repository)}:${tag.tag} was overwritten ${ROUNDS} times while referrers were added to it.`,
    hint: 'Do not sign and attest the same image at the same time.',
  });
}

async function readList(
  transport: Transport,
  repository: Repository,
  tag: { readonly kind: 'tag'; readonly tag: string },
): Promise<readonly Descriptor[]> {
  try {
    const { manifest } = await getManifest(transport, repository, tag);
    return manifest.kind === 'index' ? manifest.manifests : [];
  } catch (thrown) {
    if (isRegistryError(thrown, 'absent')) return [];
    throw thrown;
  }
}

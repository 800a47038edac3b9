import { copyImage } from './copy.ts';
import type { Descriptor } from './manifest/descriptor.ts';
import { putManifest } from './manifest/put.ts';
import type { Digest, Repository } from './reference/index.ts';
import { addToFallbackTag, listReferrers } from './referrers/index.ts';
import { repositorySource } from './source.ts';
import type { Transport } from './transport/transport.ts';

/** What was copied of one manifest. */
export interface CopiedReferrers {
  readonly subject: Digest;
  readonly descriptors: readonly Descriptor[];
}

/**
 * Copies what refers to `subject` (signatures, attestations, SBOMs) to another repository, and makes it be found
 * there: by the registry itself, or by the fallback tag. Fails with a `RegistryError`.
 */
export async function copyReferrers(
  transport: Transport,
  from: Repository,
  subject: Digest,
  target: Repository,
): Promise<CopiedReferrers> {
  const { descriptors } = await listReferrers(transport, from, subject);
  const source = repositorySource(transport, from);
  const unlisted: Descriptor[] = [];
  for (const descriptor of descriptors) {
    await copyImage(transport, source, descriptor, target);
    const { bytes, descriptor: stored } = await source.manifest(descriptor);
    const name = { kind: 'digest', digest: descriptor.digest } as const;
    const content = { mediaType: stored.mediaType, bytes };
    // Only an answer to PUT says whether the registry keeps the list of referrers.
    const { subjectIndexed } = await putManifest(transport, target, name, content, {
      freshness: 'just-written',
    });
    if (!subjectIndexed) unlisted.push(descriptor);
  }
  if (unlisted.length > 0) await addToFallbackTag(transport, target, subject, unlisted);
  return { subject, descriptors };
}

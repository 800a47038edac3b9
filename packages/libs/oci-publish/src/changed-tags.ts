import { type Digest, isRegistryError, type RegistryClient } from '@gatehouse/oci-client';
import { refusal } from '@gatehouse/oci-index';
import type { Publication } from './publication.ts';
import type { TagNow, TargetPlan } from './tag-plan.ts';
import type { Target } from './target.ts';

/**
 * The tags that are about to be written and no longer hold what the plan was made from. A registry has no
 * compare-and-swap, so a publisher that comes between this look and the write is found by the verification.
 * Fails with a `RegistryError`.
 */
export async function changedTags(
  client: Pick<RegistryClient, 'headManifest'>,
  { repository }: Target,
  { tags }: Publication,
  before: readonly TagNow[],
): Promise<readonly string[]> {
  const written = new Set(tags.filter(({ action }) => action === 'write').map(({ tag }) => tag));
  const looks = before
    .filter(({ tag }) => written.has(tag))
    .map(async ({ tag, current }) => {
      const found = await digestNow(client, repository, tag);
      return found === (current.kind === 'absent' ? 'absent' : current.digest) ? [] : [tag];
    });
  return (await Promise.all(looks)).flat();
}

async function digestNow(
  client: Pick<RegistryClient, 'headManifest'>,
  repository: Target['repository'],
  tag: string,
): Promise<Digest | 'absent'> {
  try {
    return (await client.headManifest(repository, { kind: 'tag', tag })).digest;
  } catch (thrown) {
    if (isRegistryError(thrown, 'absent')) return 'absent';
    throw thrown;
  }
}

/** Somebody else keeps writing the tags. */
export function tagsChanged(tags: readonly string[]): Exclude<TargetPlan, Publication> {
  const refused = refusal(
    'TAG_CHANGED',
    `Another publisher changed ${tags.join(', ')} while this one was at work, again and again; expected to be the only one.`,
    'Put all jobs that write this image into one concurrency group, then run this again.',
  );
  return { ...refused, tag: tags[0] ?? '' };
}

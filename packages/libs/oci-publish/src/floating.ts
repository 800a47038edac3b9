import { isRegistryError, type RegistryClient, type Repository, type TagList } from '@gatehouse/oci-client';
import { type FloatingTag, planFloatingTags } from '@gatehouse/oci-index';
import type { Target } from './target.ts';

/**
 * Which floating tags of a target move. Every one moves unless a version says which group it is of. Fails as
 * `planFloatingTags` does, or with a `RegistryError`.
 */
export async function floatingTags(
  client: Pick<RegistryClient, 'listTags'>,
  { floating, versions, repository }: Pick<Target, 'floating' | 'versions' | 'repository'>,
): Promise<readonly FloatingTag[]> {
  if (floating.length === 0) return [];
  if (versions === undefined) {
    return floating.map((tag) => ({ tag, action: 'move', reason: 'It always moves.' }));
  }
  return planFloatingTags({ ...versions, floating, tags: await listTags(client, repository) });
}

/** A repository that does not exist yet has no tags. */
async function listTags(client: Pick<RegistryClient, 'listTags'>, repository: Repository): Promise<TagList> {
  try {
    return await client.listTags(repository);
  } catch (thrown) {
    if (isRegistryError(thrown, 'absent')) return { tags: [], complete: true };
    throw thrown;
  }
}

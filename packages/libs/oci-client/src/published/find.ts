import type { RegistryClient } from '../client.ts';
import { isRegistryError } from '../error/index.ts';
import type { StoredManifest } from '../manifest/manifest.ts';
import type { ManifestName, Repository } from '../reference/index.ts';

/** What a name holds, where "nothing" is an answer. */
export type FoundManifest =
  | { readonly kind: 'found'; readonly stored: StoredManifest }
  | { readonly kind: 'absent' };

/**
 * Reads what a tag or a digest holds now. `absent` is only what the registry calls so; everything else fails with
 * a `RegistryError`, for a tag that could not be read is not one that is free.
 */
export async function findManifest(
  client: Pick<RegistryClient, 'getManifest'>,
  repository: Repository,
  name: ManifestName,
): Promise<FoundManifest> {
  try {
    return { kind: 'found', stored: await client.getManifest(repository, name) };
  } catch (thrown) {
    if (isRegistryError(thrown, 'absent')) return { kind: 'absent' };
    throw thrown;
  }
}

import {
  type Digest,
  findManifest,
  LARGEST_CONFIG,
  parseImageConfig,
  type RegistryClient,
  type Repository,
} from '@gatehouse/oci-client';
import {
  broughtImages,
  type ChildCondition,
  type CurrentTag,
  currentTag,
  digestsToProve,
  type IndexSource,
} from '@gatehouse/oci-index';
import type { TagNow } from './tag-plan.ts';
import type { Target } from './target.ts';

const DAY_MS = 86_400_000;

/** Reads what each tag of a target holds. Fails with a `RegistryError`: a tag that cannot be read is not one that is free. */
export function readTags(
  client: RegistryClient,
  { repository, exact, floating }: Target,
): Promise<readonly TagNow[]> {
  const read = async (tag: string, kind: TagNow['kind']): Promise<TagNow> => ({
    tag,
    kind,
    current: await readTag(client, repository, tag),
  });
  return Promise.all([
    ...exact.map((tag) => read(tag, 'exact')),
    ...floating.map((tag) => read(tag, 'floating')),
  ]);
}

/** For `carry`, whether the images that a floating tag would keep can be read. Fails with a `RegistryError`. */
export function proveCarried(
  client: RegistryClient,
  { repository, policy }: Target,
  sources: readonly IndexSource[],
  tags: readonly TagNow[],
  nowMs: number,
): Promise<readonly TagNow[]> {
  return Promise.all(
    tags.map(async (now) => {
      const { kind, current } = now;
      if (current.kind !== 'index' || kind !== 'floating' || policy.missing !== 'carry') return now;
      return { ...now, current: await withConditions(client, repository, current, sources, nowMs) };
    }),
  );
}

async function readTag(client: RegistryClient, repository: Repository, tag: string): Promise<CurrentTag> {
  const found = await findManifest(client, repository, { kind: 'tag', tag });
  return found.kind === 'absent' ? found : currentTag(found.stored);
}

async function withConditions(
  client: RegistryClient,
  repository: Repository,
  current: Extract<CurrentTag, { kind: 'index' }>,
  sources: readonly IndexSource[],
  nowMs: number,
): Promise<CurrentTag> {
  const digests = digestsToProve(broughtImages(sources), current);
  const conditions = await Promise.all(
    digests.map(async (digest) => [digest, await conditionOf(client, repository, digest, nowMs)] as const),
  );
  return { ...current, conditions: new Map(conditions) };
}

/** Reads the manifest and the configuration, so "readable" is more than that a name exists. */
async function conditionOf(
  client: RegistryClient,
  repository: Repository,
  digest: Digest,
  nowMs: number,
): Promise<ChildCondition> {
  const found = await findManifest(client, repository, { kind: 'digest', digest });
  if (found.kind === 'absent') return { kind: 'gone' };
  const { manifest } = found.stored;
  if (manifest.kind === 'index' || manifest.artifactType !== undefined) return { kind: 'readable' };
  if (!(await client.hasBlob(repository, manifest.config.digest))) return { kind: 'gone' };
  const { created } = parseImageConfig(
    await client.readBlob(repository, manifest.config, LARGEST_CONFIG),
    digest,
  );
  const ageMs = created === undefined ? Number.NaN : nowMs - Date.parse(created);
  return { kind: 'readable', ...(ageMs >= 0 && { ageDays: Math.floor(ageMs / DAY_MS) }) };
}

import {
  type ContentSource,
  type Digest,
  isSameRepository,
  type ManifestContent,
  type RegistryClient,
  type Repository,
} from '@gatehouse/oci-client';
import type { Publication } from './publication.ts';
import type { ReadSource } from './read-source.ts';
import type { Target } from './target.ts';

/** The bytes of each manifest that tags get, by digest. */
export type Contents = ReadonlyMap<Digest, ManifestContent>;

/**
 * Pushes everything that the plan needs by digest, and no tag: images that lie elsewhere are copied with what
 * refers to them, then the indexes. Gives the bytes that the tags will get. Fails with a `RegistryError`.
 */
export async function pushByDigest(
  client: RegistryClient,
  { repository, kind }: Target,
  plan: Publication,
  sources: readonly ReadSource[],
): Promise<Contents> {
  const contents = new Map<Digest, ManifestContent>();
  if (kind === 'copy') {
    for (const { source, content } of sources) await bring(client, repository, content, [source.descriptor]);
  }
  const byName = new Map(sources.map(({ source, content }) => [source.name, content]));
  for (const { index, children } of plan.indexes) {
    for (const [name, content] of byName) {
      const own = children.filter(({ origin }) => origin.kind === 'source' && origin.name === name);
      await bring(
        client,
        repository,
        content,
        own.map(({ descriptor }) => descriptor),
      );
    }
    const byDigest = { kind: 'digest', digest: index.digest } as const;
    await client.putManifest(repository, byDigest, index, { freshness: 'just-written' });
    contents.set(index.digest, index);
  }
  const wanted = [plan.digest, ...plan.tags.map(({ digest }) => digest)].filter(
    (digest) => !contents.has(digest),
  );
  for (const digest of new Set(wanted)) {
    const stored = await client.getManifest(
      repository,
      { kind: 'digest', digest },
      { freshness: 'just-written' },
    );
    contents.set(digest, { mediaType: stored.descriptor.mediaType, bytes: stored.bytes });
  }
  return contents;
}

async function bring(
  client: RegistryClient,
  repository: Repository,
  content: ContentSource,
  descriptors: readonly { readonly digest: Digest; readonly mediaType: string }[],
): Promise<void> {
  const { repository: from } = content;
  if (from !== undefined && isSameRepository(from, repository)) return;
  for (const descriptor of descriptors) {
    await client.copyImage(content, descriptor, repository);
    if (from !== undefined) await client.copyReferrers(from, descriptor.digest, repository);
  }
}

/** Sets the tags, exact ones first, floating ones last and in their order. Fails with a `RegistryError`. */
export async function setTags(
  client: RegistryClient,
  { repository }: Target,
  { tags }: Publication,
  contents: Contents,
): Promise<void> {
  for (const kind of ['exact', 'floating'] as const) {
    const written = tags.filter((one) => one.kind === kind && one.action === 'write');
    for (const digest of new Set(written.map((one) => one.digest))) {
      const content = contents.get(digest);
      if (content === undefined) throw new Error(`the bytes of ${digest} were not read`);
      const names = written.filter((one) => one.digest === digest).map(({ tag }) => tag);
      await client.putTags(repository, content, names, { freshness: 'just-written' });
    }
  }
}

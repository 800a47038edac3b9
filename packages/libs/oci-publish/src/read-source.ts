import {
  type ContentSource,
  type Descriptor,
  type Digest,
  LARGEST_CONFIG,
  layoutSource,
  manifestName,
  openLayout,
  parseImageConfig,
  type RegistryClient,
  resolveInLayout,
  type StoredManifest,
} from '@gatehouse/oci-client';
import { type IndexSource, indexSource } from '@gatehouse/oci-index';
import type { TargetSource } from './target.ts';

/** A source with the place that its content is read from. */
export interface ReadSource {
  readonly source: IndexSource;
  readonly content: ContentSource;
}

/** Reads a source, and the configuration of an image, which says what it runs on. Fails with a `RegistryError`. */
export async function readSource(client: RegistryClient, wanted: TargetSource): Promise<ReadSource> {
  const { content, root } = await openSource(client, wanted);
  const stored = await content.manifest(root);
  const name = `${content.name}@${stored.descriptor.digest}`;
  const { platform } = wanted;
  // Read even where the leg says the platform: what it built may be for another.
  const config = await configOf(content, stored);
  const said = { ...(config !== undefined && { config }), ...(platform !== undefined && { platform }) };
  return { content, source: indexSource(name, stored, said) };
}

async function openSource(
  client: RegistryClient,
  { location }: TargetSource,
): Promise<{ content: ContentSource; root: Pick<Descriptor, 'digest' | 'mediaType'> }> {
  if (location.kind === 'layout') {
    const layout = await openLayout(location.layout.path);
    return { content: layoutSource(layout), root: resolveInLayout(layout, location.layout) };
  }
  const { repository } = location.reference;
  const content = client.source(repository, { freshness: 'just-written' });
  const name = manifestName(location.reference);
  // A tag is resolved once; from here on the digest is used.
  const digest: Digest =
    name.kind === 'digest' ? name.digest : (await client.headManifest(repository, name)).digest;
  return { content, root: { digest, mediaType: '' } };
}

async function configOf(content: ContentSource, { manifest }: StoredManifest) {
  if (manifest.kind === 'index' || manifest.artifactType !== undefined) return undefined;
  const { digest, size } = manifest.config;
  return parseImageConfig(await content.blob(digest, size, LARGEST_CONFIG), `${content.name}@${digest}`);
}

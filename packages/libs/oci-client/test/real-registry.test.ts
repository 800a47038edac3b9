import { memoryLog } from '@gatehouse/action-kit';
import { describe, expect, it } from 'vitest';
import { ociProgramsOrSkip } from '../../../../tools/oci/programs.ts';
import { REAL_REGISTRIES, startRealRegistry } from '../../../../tools/oci/real-registry.ts';
import {
  descriptor,
  json,
  pushManifest,
  pushSample,
  sampleImage,
} from '../../../../tools/oci/sample-image.ts';
import { createRegistryClient, digestOf, OCI_INDEX, parseRepository, renderIndex } from '../src/index.ts';

const client = () =>
  createRegistryClient(
    { name: 'test', remainingMs: () => 10_000 },
    { fetch, log: memoryLog(), keychain: { credentialFor: async () => ({ kind: 'anonymous' }) } },
  );

describe.skipIf(!ociProgramsOrSkip('docker-registry', 'crane')).each(REAL_REGISTRIES)('at %s', (kind) => {
  it('an image is read by tag and by digest as the bytes that were pushed', async () => {
    await using registry = await startRealRegistry(kind);
    const image = sampleImage({ architecture: 'arm64' });
    await pushSample(registry.host, 'acme/widgets', image, '1.0');
    const repository = parseRepository(`${registry.host}/acme/widgets`);
    const byTag = await client().getManifest(repository, { kind: 'tag', tag: '1.0' });
    expect(Buffer.from(byTag.bytes)).toEqual(image.bytes);
    expect(byTag.descriptor).toEqual(descriptor(image));
    const byDigest = await client().getManifest(repository, { kind: 'digest', digest: image.digest });
    expect(byDigest).toEqual(byTag);
    expect(await client().headManifest(repository, { kind: 'tag', tag: '1.0' })).toEqual(descriptor(image));
  });

  it('an index is pushed by digest, and each tag resolves to it', async () => {
    await using registry = await startRealRegistry(kind);
    const images = ['amd64', 'arm64'].map((architecture) => sampleImage({ architecture }));
    for (const image of images) await pushSample(registry.host, 'acme/widgets', image);
    const repository = parseRepository(`${registry.host}/acme/widgets`);
    const bytes = renderIndex({ mediaType: OCI_INDEX, manifests: images.map(descriptor), annotations: {} });
    const to = client();
    const pushed = await to.putTags(repository, { mediaType: OCI_INDEX, bytes }, ['1.2.3', 'latest']);
    expect(pushed).toEqual({
      digest: digestOf(bytes),
      tags: [
        { tag: '1.2.3', outcome: 'pushed' },
        { tag: 'latest', outcome: 'pushed' },
      ],
    });
    for (const tag of ['1.2.3', 'latest']) {
      expect(await to.headManifest(repository, { kind: 'tag', tag })).toMatchObject({
        digest: digestOf(bytes),
      });
    }
    const { tags, complete } = await to.listTags(repository);
    expect({ tags: tags.toSorted(), complete }).toEqual({ tags: ['1.2.3', 'latest'], complete: true });
  });

  it.each([
    ['a tag', { kind: 'tag', tag: 'nothing' } as const],
    ['a digest', { kind: 'digest', digest: digestOf('nothing') } as const],
  ])('%s that does not exist is absent', async (_what, name) => {
    await using registry = await startRealRegistry(kind);
    await pushSample(registry.host, 'acme/widgets', sampleImage({ architecture: 'amd64' }), '1.0');
    const repository = parseRepository(`${registry.host}/acme/widgets`);
    await expect(client().getManifest(repository, name)).rejects.toMatchObject({ kind: 'absent' });
    await expect(client().headManifest(repository, name)).rejects.toMatchObject({ kind: 'absent' });
    await expect(
      client().getManifest(parseRepository(`${registry.host}/acme/nowhere`), name),
    ).rejects.toMatchObject({ kind: 'absent' });
  });

  it('an image is copied with everything below it to another registry, and again at no cost', async () => {
    await using from = await startRealRegistry(kind);
    await using to = await startRealRegistry('docker-registry');
    const images = ['amd64', 'arm64'].map((architecture) => sampleImage({ architecture }));
    for (const image of images) await pushSample(from.host, 'acme/widgets', image);
    const manifests = images.map(descriptor);
    const index = json(OCI_INDEX, { schemaVersion: 2, mediaType: OCI_INDEX, manifests });
    await pushManifest(from.host, 'acme/widgets', index, '1.0');
    const target = parseRepository(`${to.host}/mirror/widgets`);
    const carrier = client();
    const source = carrier.source(parseRepository(`${from.host}/acme/widgets`));
    expect(await carrier.copyImage(source, index, target)).toEqual({
      manifests: 3,
      blobs: { present: 0, mounted: 0, uploaded: 4 },
    });
    expect(await carrier.copyImage(source, index, target)).toEqual({
      manifests: 0,
      blobs: { present: 4, mounted: 0, uploaded: 0 },
    });
    const copied = await client().getManifest(target, { kind: 'digest', digest: index.digest });
    expect(Buffer.from(copied.bytes)).toEqual(index.bytes);
  });

  it('a blob is mounted from a repository of the same registry', async () => {
    await using registry = await startRealRegistry(kind);
    const image = sampleImage({ architecture: 'amd64' });
    await pushSample(registry.host, 'acme/widgets', image);
    const carrier = client();
    const source = carrier.source(parseRepository(`${registry.host}/acme/widgets`));
    const copied = await carrier.copyImage(source, image, parseRepository(`${registry.host}/acme/copy`));
    // The registry of crane has one store for all repositories, so the blob is there already.
    const expected = kind === 'crane' ? { present: 2, mounted: 0 } : { present: 0, mounted: 2 };
    expect(copied).toEqual({ manifests: 1, blobs: { ...expected, uploaded: 0 } });
  });
});

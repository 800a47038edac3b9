import { describe, expect, it } from 'vitest';
import { FOREIGN_CLIENTS, output, viewWith } from '../../../../tools/oci/foreign-client.ts';
import { ociProgramsOrSkip } from '../../../../tools/oci/programs.ts';
import { REAL_REGISTRIES, REGISTRY_USER, startRealRegistry } from '../../../../tools/oci/real-registry.ts';
import { descriptor, json, pushSample, sampleImage } from '../../../../tools/oci/sample-image.ts';
import { OCI_INDEX, OCI_MANIFEST, parseRepository, type Repository, renderIndex } from '../src/index.ts';
import { testClient } from './client.ts';

const isReady = ociProgramsOrSkip('docker-registry', 'crane', 'skopeo', 'regctl');
const everywhere = REAL_REGISTRIES.flatMap((registry) =>
  FOREIGN_CLIENTS.map((client) => ({ registry, client })),
);

describe.skipIf(!isReady)('an index that was published', () => {
  it.each(everywhere)(
    'at $registry is read by $client as it was pushed',
    async ({ registry: kind, client }) => {
      await using registry = await startRealRegistry(kind);
      const images = ['amd64', 'arm64'].map((architecture) => sampleImage({ architecture }));
      for (const image of images) await pushSample(registry.host, 'acme/widgets', image);
      const manifests = images.map((image, at) => ({
        ...descriptor(image),
        platform: { os: 'linux', architecture: at === 0 ? 'amd64' : 'arm64' },
      }));
      const annotations = { 'org.opencontainers.image.title': 'a < b & c' };
      const bytes = renderIndex({ mediaType: OCI_INDEX, manifests, annotations });
      const repository = parseRepository(`${registry.host}/acme/widgets`);
      const { digest } = await testClient().putTags(repository, { mediaType: OCI_INDEX, bytes }, ['1.0']);
      const image = `${registry.host}/acme/widgets`;
      for (const name of [`${image}:1.0`, `${image}@${digest}`]) {
        const view = await viewWith(client, name);
        // regctl ends its output with a line end.
        expect({ ...view, manifest: view.manifest.trimEnd() }).toEqual({
          digest,
          manifest: Buffer.from(bytes).toString(),
        });
      }
    },
  );

  it('is valid down to its layers, as crane sees it', async () => {
    await using from = await startRealRegistry('crane');
    await using to = await startRealRegistry('docker-registry');
    const image = sampleImage({ architecture: 'amd64' });
    await pushSample(from.host, 'acme/widgets', image, '1.0');
    const client = testClient();
    const target = parseRepository(`${to.host}/acme/widgets`);
    await client.copyImage(client.source(parseRepository(`${from.host}/acme/widgets`)), image, target);
    const name = `${to.host}/acme/widgets@${image.digest}`;
    expect(await output('crane', ['validate', '--fast', '--remote', name])).toBe(`PASS: ${name}\n`);
  });
});

describe.skipIf(!isReady)('what refers to an image', () => {
  const config = json('application/vnd.oci.empty.v1+json', {});
  const layer = json('application/vnd.in-toto+json', { predicateType: 'https://slsa.dev/provenance/v1' });

  it('goes with it to a registry without the referrers API, where regctl finds it', async () => {
    await using from = await startRealRegistry('docker-registry');
    await using to = await startRealRegistry('docker-registry');
    const image = sampleImage({ architecture: 'amd64' });
    const manifest = json(OCI_MANIFEST, {
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      artifactType: 'application/vnd.in-toto+json',
      config: descriptor(config),
      layers: [descriptor(layer)],
      subject: descriptor(image),
    });
    await pushSample(from.host, 'acme/widgets', image);
    await pushSample(from.host, 'acme/widgets', { ...manifest, blobs: [config, layer] });
    const client = testClient();
    const [source, target] = [from, to].map(({ host }) => parseRepository(`${host}/acme/widgets`)) as [
      Repository,
      Repository,
    ];
    const listed = { ...descriptor(manifest), artifactType: 'application/vnd.in-toto+json' };
    await client.addToFallbackTag(source, image.digest, [listed]);
    await client.copyImage(client.source(source), image, target);
    expect(await client.copyReferrers(source, image.digest, target)).toEqual({
      subject: image.digest,
      descriptors: [listed],
    });
    expect(await client.listReferrers(target, image.digest)).toEqual({
      via: 'fallback-tag',
      descriptors: [listed],
    });
    const found = await output('regctl', [
      '--host',
      `reg=${to.host},tls=disabled`,
      'artifact',
      'list',
      `${to.host}/acme/widgets@${image.digest}`,
    ]);
    expect(found).toContain(manifest.digest);
  });
});

describe.skipIf(!isReady)('a registry with passwords', () => {
  const { username, password } = REGISTRY_USER;

  it('is pushed to and read with the right one', async () => {
    await using registry = await startRealRegistry('docker-registry', 'guarded');
    await using open = await startRealRegistry('crane');
    const image = sampleImage({ architecture: 'amd64' });
    await pushSample(open.host, 'acme/widgets', image);
    const client = testClient({ credential: { kind: 'basic', username, password } });
    const target = parseRepository(`${registry.host}/acme/widgets`);
    const source = testClient().source(parseRepository(`${open.host}/acme/widgets`));
    expect(await client.copyImage(source, image, target)).toMatchObject({
      manifests: 1,
      blobs: { uploaded: 2 },
    });
    expect(await client.headManifest(target, { kind: 'digest', digest: image.digest })).toEqual(
      descriptor(image),
    );
  });

  it.each([
    ['a wrong one', { kind: 'basic', username, password: 'close sesame' } as const],
    ['none', { kind: 'anonymous' } as const],
  ])('says "auth" and not "absent" to %s', async (_what, credential) => {
    await using registry = await startRealRegistry('docker-registry', 'guarded');
    const client = testClient({ credential });
    const repository = parseRepository(`${registry.host}/acme/widgets`);
    await expect(client.headManifest(repository, { kind: 'tag', tag: 'x' })).rejects.toMatchObject({
      kind: 'auth',
    });
    await expect(client.listTags(repository)).rejects.toMatchObject({ kind: 'auth' });
  });
});

import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { OCI_INDEX, OCI_MANIFEST, parsePlatform, parseRepository } from '@gatehouse/oci-client';
import { platformDigests, roleOf } from '@gatehouse/oci-index';
import { missingPrograms } from '@gatehouse/toolchain';
import { afterAll, describe, expect, it } from 'vitest';
import { platformImage, sampleIndex } from '../../../../tools/soci/sample.ts';
import type { Conversion } from '../src/index.ts';
import { startWorld } from './world.ts';

const hasReal = missingPrograms(['soci'], process.env).length === 0;
const tools = hasReal ? (['stand-in', 'real'] as const) : (['stand-in'] as const);
const ran: string[] = [];
afterAll(() =>
  console.info(
    `Conversions were run with: ${[...new Set(ran)].join(', ')}${hasReal ? '' : ' (no soci on PATH)'}`,
  ),
);

/** A world with the tool on PATH. */
async function worldOf(tool: (typeof tools)[number], sample: Awaited<ReturnType<typeof sampleIndex>>) {
  const world = await startWorld(sample);
  ran.push(tool === 'real' ? 'the real soci' : 'the stand-in');
  if (tool === 'stand-in') await world.standIn();
  const env = tool === 'real' ? { env: process.env } : {};
  const run: typeof world.convert = (options, deps) => world.convert(options, { ...env, ...deps });
  return { ...world, convert: run };
}

function converted(conversion: Conversion) {
  if (conversion.kind === 'failed') throw conversion.error;
  if (conversion.kind !== 'converted') throw new Error(JSON.stringify(conversion));
  return conversion;
}

const two = [{ architecture: 'amd64', large: 2 }, { architecture: 'arm64' }] as const;

describe.runIf(process.platform === 'linux').each(tools)('with the %s', (tool) => {
  it('an image of two platforms gets an index for each, and keeps its platforms', async () => {
    const sample = await sampleIndex(two);
    await using world = await worldOf(tool, sample);
    const { client, repository } = world;
    const { descriptor, source, platforms } = converted(await world.convert());
    expect(platforms.map(({ platform }) => platform)).toEqual(['linux/amd64', 'linux/arm64']);
    expect(platforms.map(({ before }) => before)).toEqual(sample.images.map(({ digest }) => digest));
    const copied = await client.copyImage(source, descriptor, repository);
    // Two SOCI indexes and their configuration {}, three tables of contents, two images, the index.
    expect(copied).toMatchObject({ manifests: 5, blobs: { mounted: 0 } });
    expect(copied.blobs.uploaded).toBeLessThanOrEqual(5);
    const { manifest } = await client.getManifest(repository, { kind: 'digest', digest: descriptor.digest });
    if (manifest.kind !== 'index') throw new Error(manifest.kind);
    expect(manifest).toMatchObject({ mediaType: OCI_INDEX, annotations: { title: 'Widgets & more' } });
    expect(platformDigests(manifest.manifests)).toEqual(
      new Map(platforms.map(({ platform, after }) => [platform, after])),
    );
    expect(manifest.manifests.map((child) => roleOf(child).kind)).toEqual([
      'platform',
      'platform',
      'attached',
      'attached',
    ]);
  });

  it('an image of one platform becomes an index', async () => {
    await using world = await worldOf(tool, await platformImage({ architecture: 's390x' }));
    const { descriptor, platforms } = converted(await world.convert());
    expect(descriptor.mediaType).toBe(OCI_INDEX);
    expect(platforms).toMatchObject([
      { platform: 'linux/s390x', sociIndex: expect.stringMatching(/^sha256:/) },
    ]);
  });

  it('an index of one image keeps its annotations', async () => {
    await using world = await worldOf(tool, await sampleIndex([{ architecture: 'amd64' }]));
    const { descriptor, source } = converted(await world.convert());
    expect(await source.manifest(descriptor)).toMatchObject({
      manifest: { annotations: { title: 'Widgets & more' } },
    });
  });

  it('attestations stay as they are and follow the converted images', async () => {
    const sample = await sampleIndex(two, 'attested');
    await using world = await worldOf(tool, sample);
    const { descriptor, source, platforms } = converted(await world.convert());
    await world.client.copyImage(source, descriptor, world.repository);
    const { manifest } = await source.manifest(descriptor);
    if (manifest.kind !== 'index') throw new Error(manifest.kind);
    const attestations = manifest.manifests.filter(({ platform }) => platform?.os === 'unknown');
    expect(attestations.map(({ digest }) => digest)).toEqual(
      sample.manifests.slice(2, 4).map(({ digest }) => digest),
    );
    expect(attestations.map(roleOf)).toEqual(platforms.map(({ after }) => ({ kind: 'attached', to: after })));
  });

  it('a docker list becomes an index of OCI with the same layers', async () => {
    const images = two.map((one) => ({ ...one, format: 'docker' as const }));
    await using world = await worldOf(tool, await sampleIndex(images, 'docker-list'));
    const { source, platforms } = converted(await world.convert());
    const [first] = platforms;
    if (first === undefined) throw new Error('no platform');
    const { manifest } = await source.manifest({ digest: first.after, mediaType: '' });
    expect(manifest).toMatchObject({
      mediaType: OCI_MANIFEST,
      config: { mediaType: 'application/vnd.oci.image.config.v1+json' },
    });
  });

  it('only the platforms that are named get an index', async () => {
    await using world = await worldOf(tool, await sampleIndex(two));
    const { platforms } = converted(await world.convert({ platforms: [parsePlatform('linux/arm64/v8')] }));
    expect(platforms.map(({ sociIndex }) => sociIndex === 'none')).toEqual([true, false]);
  });

  it('a platform whose layers are all too small stays without an index', async () => {
    const images = [{ architecture: 'amd64', large: 0 }, { architecture: 'arm64' }];
    await using world = await worldOf(tool, await sampleIndex(images));
    const { platforms } = converted(await world.convert());
    expect(platforms.map(({ sociIndex }) => sociIndex === 'none')).toEqual([true, false]);
  });

  it('an image whose layers are all too small is not applicable', async () => {
    await using world = await worldOf(
      tool,
      await sampleIndex([
        { architecture: 'amd64', large: 0 },
        { architecture: 'arm64', large: 0 },
      ]),
    );
    expect(await world.convert()).toEqual({
      kind: 'not-applicable',
      reason: 'layers-too-small',
      minLayerSize: 4096,
    });
    expect(world.shown()).toContain('no ztocs created');
  });

  it('an image of which no layer can be read is not applicable', async () => {
    const layerType = 'application/vnd.oci.image.layer.v1.tar+zstd';
    await using world = await worldOf(tool, await sampleIndex([{ architecture: 'amd64', layerType }]));
    expect(await world.convert()).toMatchObject({ kind: 'not-applicable', reason: 'layers-unsupported' });
  });

  it('a converted image is converted again to the same platforms, with one index for each', async () => {
    await using world = await worldOf(tool, await sampleIndex(two, 'attested'));
    const { client, repository } = world;
    const once = converted(await world.convert());
    await client.copyImage(once.source, once.descriptor, repository);
    const folder = join(world.folder, 'again');
    const again = converted(await world.convert({ digest: once.descriptor.digest, folder }));
    const { manifest } = await again.source.manifest(again.descriptor);
    if (manifest.kind !== 'index') throw new Error(manifest.kind);
    expect(again.platforms.map(({ platform }) => platform)).toEqual(['linux/amd64', 'linux/arm64']);
    expect(manifest.manifests.filter(({ artifactType }) => artifactType !== undefined)).toHaveLength(2);
    expect(manifest.manifests).toHaveLength(6);
  });

  it('layers are fetched only where the tool opens them, and nothing large stays on the disk', async () => {
    const sample = await sampleIndex(two);
    await using world = await worldOf(tool, sample);
    converted(await world.convert({ platforms: [parsePlatform('linux/arm64')] }));
    const fetched = world.stage.journal.filter(
      ({ method, path }) => method === 'GET' && path.includes('/blobs/'),
    );
    // Two configurations and the large layer of arm64.
    expect(fetched).toHaveLength(3);
    expect(existsSync(join(world.scratch, 'input'))).toBe(false);
    expect(existsSync(join(world.scratch, 'tmp'))).toBe(false);
    expect(await readdir(join(world.scratch, 'output', 'blobs', 'sha256'))).toHaveLength(2);
  });

  it('the layers of an image that is pushed elsewhere come from where it was', async () => {
    await using world = await worldOf(tool, await sampleIndex(two));
    const { descriptor, source } = converted(await world.convert());
    const target = parseRepository(`${world.repository.registry}/acme/elsewhere`);
    const copied = await world.client.copyImage(source, descriptor, target);
    expect(copied.blobs.mounted).toBeGreaterThanOrEqual(6);
  });
});

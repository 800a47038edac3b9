import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { registryService, startStage } from '@gatehouse/rehearsal';
import { missingPrograms } from '@gatehouse/toolchain';
import { describe, expect, it } from 'vitest';
import { writeStandIn } from '../../../../tools/soci/program.ts';
import { MIN_LAYER_SIZE, sampleIndex } from '../../../../tools/soci/sample.ts';
import { image } from './built.ts';
import { play } from './play.ts';

const PATH = 'acme/widgets';
const INDEX = 'application/vnd.oci.image.index.v1+json';

/** A registry with two images, and a program in place of soci. */
async function openWorld(kind: (typeof KINDS)[number]) {
  const folder = await mkdtempDisposable(join(tmpdir(), 'image-publish-soci-'));
  const standIn = await writeStandIn(join(folder.path, 'bin', 'soci'));
  const tool = kind === 'soci' ? '' : standIn;
  const registry = registryService();
  const { images, blobs } = await sampleIndex([{ architecture: 'amd64' }, { architecture: 'arm64' }]);
  for (const { bytes } of blobs) registry.seedBlob(PATH, bytes);
  for (const { bytes } of images) registry.seedManifest(PATH, bytes);
  const stage = await startStage({ routes: registry.routes });
  const name = `${new URL(stage.url).host}/${PATH}`;
  return {
    registry,
    images,
    publish: (inputs: Readonly<Record<string, string>> = {}) =>
      play(
        {
          image: name,
          sources: images.map(({ digest }) => digest).join('\n'),
          tags: '1.0',
          'floating-tags': 'latest',
          soci: 'true',
          'soci-tool': tool,
          'soci-min-layer-size': `${MIN_LAYER_SIZE}`,
          ...inputs,
        },
        { temp: folder.path, env: process.env },
      ),
    async [Symbol.asyncDispose]() {
      await stage.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** The real program too, where it is on PATH. */
const KINDS =
  missingPrograms(['soci']).length === 0 ? (['stand-in', 'soci'] as const) : (['stand-in'] as const);

describe.each(KINDS)('an image with SOCI indexes by the %s', (kind) => {
  it('gets its tags after it was converted, and is the same when it is published again', async () => {
    await using world = await openWorld(kind);
    const first = await world.publish();
    expect(first.error).toBeUndefined();
    expect(first.outputs.evidence).toMatchObject({
      targets: [
        {
          action: 'created',
          soci: {
            kind: 'converted',
            platforms: world.images.map(({ digest }, at) => ({
              platform: ['linux/amd64', 'linux/arm64'][at],
              before: digest,
            })),
          },
        },
      ],
    });
    const held = JSON.parse(String(world.registry.manifest(PATH, 'latest')?.bytes));
    expect(held).toMatchObject({ mediaType: INDEX, manifests: { length: 4 } });
    expect(first.summary).toContain('SOCI indexes (soci v');
    const again = await world.publish();
    expect(again).toMatchObject({
      error: undefined,
      outputs: { action: 'skipped', digest: first.outputs.digest },
    });
  });

  it('is published without where its layers are too small', async () => {
    await using world = await openWorld(kind);
    const published = await world.publish({ 'soci-min-layer-size': '' });
    expect(published).toMatchObject({
      error: undefined,
      outputs: {
        platforms: { 'linux/amd64': world.images[0]?.digest },
        evidence: { targets: [{ soci: { kind: 'not-applicable', reason: 'layers-too-small' } }] },
      },
    });
    expect(published.summary).toContain('SOCI indexes are not applicable');
  });

  it('gets no tag where the tool is absent', async () => {
    await using world = await openWorld(kind);
    const failed = await world.publish({ 'soci-tool': '/does/not/exist/soci' });
    expect(failed).toMatchObject({ error: { code: 'SOCI_ABSENT' }, outputs: { action: '', tags: [] } });
    expect(world.registry.tags(PATH)).toEqual({});
  });

  it('needs no tool in a dry run', async () => {
    await using world = await openWorld(kind);
    const planned = await world.publish({ 'soci-tool': '/does/not/exist/soci', 'dry-run': 'true' });
    expect(planned).toMatchObject({ error: undefined, outputs: { evidence: { result: 'planned' } } });
    expect(planned.log.join('\n')).toContain('left out of a dry run');
  });

  it('alone does not wait for what is not there', async () => {
    await using world = await openWorld(kind);
    const began = performance.now();
    const late = await world.publish({ only: 'soci', sources: image('s390x').digest });
    expect(late.error).toMatchObject({ code: 'SOURCES_NOT_READABLE' });
    expect(performance.now() - began).toBeLessThan(5000);
    expect(await world.publish({ only: 'soci' })).toMatchObject({ error: undefined });
  });

  it.each([
    [{ kind: 'copy' }, 'soci: found true with the kind "copy"'],
    [{ soci: 'false', only: 'soci' }, 'soci: found false with "only: soci"'],
    [{ only: 'index' }, 'only: found "index"'],
    [{ 'soci-span-size': '0' }, 'soci-span-size: found "0"'],
  ])('is refused with %j', async (inputs, message) => {
    await using world = await openWorld(kind);
    await expect(world.publish(inputs)).rejects.toThrow(message);
  });
});

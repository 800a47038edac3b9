import { parsePlatform } from '@gatehouse/oci-client';
import { describe, expect, it } from 'vitest';
import { sampleIndex } from '../../../../tools/soci/sample.ts';
import { startWorld } from './world.ts';

const sample = await sampleIndex([{ architecture: 'amd64', large: 2 }, { architecture: 'arm64' }]);

describe.runIf(process.platform === 'linux')(
  'an output is refused, and nothing is written, where the tool',
  () => {
    it.each([
      ['makes-nothing', 'no folder'],
      ['garbage', 'cannot be read'],
      ['two-roots', '2 images in index.json'],
      ['root-is-an-image', 'as its image'],
      ['wrong-size', 'expected 7 bytes'],
      ['huge-index', 'a larger'],
      ['is-a-link', 'a file or a link'],
      ['has-a-link', 'the link or special file "blobs/sha256/fff'],
      ['links-a-table', 'the link or special file'],
      ['loses-a-table', 'no file for'],
      ['damages-a-table', 'in the file of'],
      ['loses-a-manifest', 'cannot be read'],
      ['damages-a-manifest', 'cannot be read'],
      ['drops-a-platform', 'the platforms linux/arm64; expected linux/amd64, linux/arm64'],
      ['adds-a-platform', 'the platforms'],
      ['swaps-platforms', 'another image for linux/amd64'],
      ['renames-a-platform', 'without a known platform'],
      ['repeats-a-platform', 'two entries for linux/amd64'],
      ['makes-no-index', 'another image for linux/amd64'],
      ['skips-a-platform', 'no SOCI index for linux/amd64'],
      ['skips-a-layer', 'nothing about the layer'],
      ['swaps-a-layer', 'another image for linux/amd64'],
      ['adds-a-layer', 'another image for linux/amd64'],
      ['swaps-the-configuration', 'another image for linux/amd64'],
      ['annotates-the-index', 'other annotations on its index'],
      ['carries-data', 'other places for the content'],
      ['names-a-huge-table', '2147483648 bytes'],
      ['lies-about-layers', 'no layer can have one'],
    ])('%s', async (spoil, found) => {
      await using world = await startWorld(sample);
      await world.standIn({ spoil });
      expect(await world.convert()).toMatchObject({
        kind: 'failed',
        error: { code: 'SOCI_OUTPUT', message: expect.stringContaining(found), hint: expect.any(String) },
      });
      expect(world.stage.journal.filter(({ method }) => method !== 'GET' && method !== 'HEAD')).toEqual([]);
    });
  },
);

describe.runIf(process.platform === 'linux')('a conversion fails', () => {
  it('where the tool fails, whatever it has written before', async () => {
    await using world = await startWorld(sample);
    await world.standIn({ spoil: 'fails-after-all' });
    expect(await world.convert()).toMatchObject({
      kind: 'failed',
      error: { code: 'SOCI_FAILED', message: expect.stringContaining('exit code 3') },
    });
  });

  it('where the tool is killed', async () => {
    await using world = await startWorld(sample);
    await world.standIn({ spoil: 'dies' });
    expect(await world.convert()).toMatchObject({
      kind: 'failed',
      error: { code: 'SOCI_FAILED', message: expect.stringContaining('killed by a signal') },
    });
  });

  it('where the image lacks a platform that is asked for', async () => {
    await using world = await startWorld(sample);
    await world.standIn();
    expect(await world.convert({ platforms: [parsePlatform('linux/s390x')] })).toMatchObject({
      kind: 'failed',
      error: {
        code: 'SOCI_PLATFORMS',
        message: expect.stringMatching(/linux\/s390x.*linux\/amd64, linux\/arm64/),
      },
    });
  });

  it('where an index has two images for one platform', async () => {
    await using world = await startWorld(
      await sampleIndex([{ architecture: 'amd64' }, { architecture: 'amd64' }]),
    );
    await world.standIn();
    expect(await world.convert()).toMatchObject({
      kind: 'failed',
      error: { code: 'SOCI_IMAGE', message: expect.stringContaining('two images for linux/amd64') },
    });
  });

  it('with a RegistryError where the image is not there', async () => {
    await using world = await startWorld(sample);
    await world.standIn();
    const digest = `sha256:${'0'.repeat(64)}` as const;
    await expect(world.convert({ digest })).rejects.toMatchObject({ kind: 'absent' });
  });

  it('where the scratch folder cannot be used', async () => {
    await using world = await startWorld(sample);
    const folder = await world.standIn();
    expect(await world.convert({ folder })).toMatchObject({
      kind: 'failed',
      error: { code: 'SOCI_DISK', message: expect.stringContaining(folder) },
    });
  });
});

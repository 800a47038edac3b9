import { mkdtempDisposable } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunContext } from '@gatehouse/action-kit';
import { images } from '@gatehouse/image-part';
import { buildPart, writePart } from '@gatehouse/parts';
import { describe, expect, it } from 'vitest';
import { ociProgramsOrSkip } from '../../../../tools/oci/programs.ts';
import { startRealRegistry } from '../../../../tools/oci/real-registry.ts';
import { pushSample } from '../../../../tools/oci/sample-image.ts';
import { image } from './built.ts';
import { play } from './play.ts';

const RUN: RunContext = {
  repository: 'acme/widgets',
  runId: 4242,
  runAttempt: 2,
  sha: 'b72b9c2f'.repeat(5),
  ref: 'refs/heads/main',
  workflowRef: 'acme/widgets/.github/workflows/image.yml@refs/heads/main',
  job: 'build',
  serverUrl: 'https://github.com',
  apiUrl: 'https://api.github.com',
};

/** What a leg reports. */
interface Leg {
  readonly repository: string;
  readonly platform: string;
  readonly digest: string;
  readonly target?: string;
  readonly attempt?: number;
  readonly annotations?: Readonly<Record<string, string>>;
}

async function writeLeg(folder: string, leg: Leg, run: RunContext = RUN): Promise<void> {
  const { repository, platform, digest, target = repository, attempt = 1, annotations = {} } = leg;
  const content = { repository, platform, digest, annotations, pushed_at: '2026-11-30T22:00:00Z' };
  const key = `${platform} of ${target}`;
  await writePart(
    buildPart(images, { key, target, leg: {}, run: { ...run, runAttempt: attempt }, content }, undefined),
    images,
    folder,
  );
}

const isReady = ociProgramsOrSkip('docker-registry');

describe.skipIf(!isReady)('the parts of an image', () => {
  it('are its sources: those of its name alone, the newest attempt, and what the legs note', async () => {
    await using registry = await startRealRegistry('docker-registry');
    await using folder = await mkdtempDisposable(join(tmpdir(), 'image-publish-'));
    const repository = `${registry.host}/acme/widgets`;
    const [amd64, old, arm64, other] = [
      image('amd64'),
      image('arm64', 'old'),
      image('arm64'),
      image('amd64', 'alpine'),
    ] as const;
    for (const one of [amd64, old, arm64, other]) await pushSample(registry.host, 'acme/widgets', one);
    const note = { 'org.example.note': 'from the leg = yes' };
    await writeLeg(folder.path, {
      repository,
      platform: 'linux/amd64',
      digest: amd64.digest,
      annotations: note,
    });
    await writeLeg(folder.path, { repository, platform: 'linux/arm64', digest: old.digest });
    await writeLeg(folder.path, { repository, platform: 'linux/arm64', digest: arm64.digest, attempt: 2 });
    const alpine = `${repository}-alpine`;
    await writeLeg(folder.path, {
      repository,
      platform: 'linux/amd64',
      digest: other.digest,
      target: alpine,
    });
    let folders = 0;
    const deps = {
      context: RUN,
      temp: folder.path,
      downloadParts: async () => {
        folders += 1;
        return [];
      },
    };
    const inputs = { image: repository, 'parts-dir': folder.path, tags: '1.0' };
    const published = await play(inputs, deps);
    expect(published.error).toBeUndefined();
    expect(published.outputs.platforms).toEqual({
      'linux/amd64': amd64.digest,
      'linux/arm64': arm64.digest,
    });
    expect(published.outputs.evidence).toMatchObject({
      targets: [
        {
          parts: [
            { run_attempt: 1, digest: amd64.digest },
            { run_attempt: 2, digest: arm64.digest },
          ],
        },
      ],
    });
    const index = await fetch(`http://${registry.host}/v2/acme/widgets/manifests/1.0`, {
      headers: { accept: 'application/vnd.oci.image.index.v1+json' },
    });
    expect(await index.json()).toMatchObject({
      manifests: [{ digest: amd64.digest, annotations: note }, { digest: arm64.digest }],
    });
    const other_ = await play({ ...inputs, target: alpine, tags: '1.0-alpine' }, deps);
    expect(other_.outputs.platforms).toEqual({ 'linux/amd64': other.digest });
    expect(folders).toBe(0);
  });

  it.each<[string, Partial<Leg>, string, RegExp]>([
    ['declare another platform', { platform: 'linux/s390x' }, 'PLATFORM_MISMATCH', /is for linux\/amd64/],
    ['name an unknown architecture', { platform: 'linux/pdp11' }, 'UNKNOWN_ARCHITECTURE', /pdp11/],
    ['are of another image', { target: 'ghcr.io/acme/other' }, 'NO_PARTS', /parts of "ghcr.io\/acme\/other"/],
  ])('that %s fail', async (_, changes, code, message) => {
    await using registry = await startRealRegistry('docker-registry');
    await using folder = await mkdtempDisposable(join(tmpdir(), 'image-publish-'));
    const repository = `${registry.host}/acme/widgets`;
    await pushSample(registry.host, 'acme/widgets', image('amd64'));
    const { digest } = image('amd64');
    await writeLeg(folder.path, { repository, platform: 'linux/amd64', digest, ...changes });
    const failed = await play(
      { image: repository, 'parts-dir': folder.path, tags: '1.0' },
      { context: RUN, temp: folder.path },
    );
    expect(failed.error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(failed.outputs).toMatchObject({ digest: '', tags: [] });
  });

  it('I10: whose image was pushed and is gone end as gone, with age and leg', async () => {
    await using registry = await startRealRegistry('docker-registry');
    await using folder = await mkdtempDisposable(join(tmpdir(), 'image-publish-'));
    const repository = `${registry.host}/acme/widgets`;
    await pushSample(registry.host, 'acme/widgets', image('amd64'));
    for (const architecture of ['amd64', 'arm64']) {
      const { digest } = image(architecture);
      await writeLeg(folder.path, { repository, platform: `linux/${architecture}`, digest });
    }
    const failed = await play(
      { image: repository, 'parts-dir': folder.path, tags: '1.0', wait: '1s' },
      { context: RUN, temp: folder.path },
    );
    expect(failed.error).toMatchObject({
      code: 'SOURCES_NOT_READABLE',
      message: expect.stringContaining(
        `linux/arm64 of ${repository} (${image('arm64').digest}), which was pushed 120 minutes ago and is gone`,
      ),
    });
  });

  it('of another run, or that contradict each other, are refused', async () => {
    await using registry = await startRealRegistry('docker-registry');
    await using folder = await mkdtempDisposable(join(tmpdir(), 'image-publish-'));
    const repository = `${registry.host}/acme/widgets`;
    const inputs = { image: repository, 'parts-dir': folder.path, tags: '1.0' };
    const leg = { repository, platform: 'linux/amd64', digest: image('amd64').digest };
    await writeLeg(folder.path, leg, { ...RUN, runId: 1 });
    const deps = { context: RUN, temp: folder.path };
    expect((await play(inputs, deps)).error).toMatchObject({ code: 'FOREIGN_PART' });
    await using twins = await mkdtempDisposable(join(tmpdir(), 'image-publish-'));
    await writeLeg(twins.path, leg);
    await writeLeg(twins.path, { ...leg, platform: 'linux/arm64' });
    expect((await play({ ...inputs, 'parts-dir': twins.path }, deps)).error).toMatchObject({
      code: 'PART_CONFLICT',
    });
  });

  it('are downloaded without a folder, and only then', async () => {
    await using registry = await startRealRegistry('docker-registry');
    await using folder = await mkdtempDisposable(join(tmpdir(), 'image-publish-'));
    const repository = `${registry.host}/acme/widgets`;
    await pushSample(registry.host, 'acme/widgets', image('amd64'));
    const leg = { repository, platform: 'linux/amd64', digest: image('amd64').digest };
    const deps = {
      context: RUN,
      temp: folder.path,
      downloadParts: async (dir: string) => {
        await writeLeg(dir, leg);
        return [];
      },
    };
    expect(await play({ image: repository, tags: '1.0' }, deps)).toMatchObject({
      error: undefined,
      outputs: { tags: ['1.0'] },
    });
    await expect(play({ image: repository, tags: '1.0' }, { context: undefined })).resolves.toMatchObject({
      outputs: { evidence: { result: 'failed' } },
    });
  });
});

import { memoryLog } from '@gatehouse/action-kit';
import { describe, expect, it } from 'vitest';
import { ociProgramsOrSkip } from '../../../../tools/oci/programs.ts';
import {
  REAL_REGISTRIES,
  type RealRegistry,
  startRealRegistry,
} from '../../../../tools/oci/real-registry.ts';
import {
  descriptor,
  json,
  pushManifest,
  pushSample,
  sampleImage,
} from '../../../../tools/oci/sample-image.ts';
import {
  type AwaitedManifest,
  describeProblem,
  digestOf,
  findManifest,
  OCI_INDEX,
  OCI_MANIFEST,
  parseRepository,
  RegistryError,
  type RegistryFailureKind,
  verifyPublished,
  waitForManifests,
} from '../src/index.ts';
import { testClient } from './client.ts';
import { quickClock } from './clock.ts';

const repository = parseRepository('ghcr.io/acme/widgets');
const awaited = (label: string, seenAtMs?: number): AwaitedManifest => ({
  repository,
  digest: digestOf(label),
  label,
  ...(seenAtMs !== undefined && { seenAtMs }),
});

/** Waits for manifests that are readable from their `ready`th look on; the looks are counted by digest. */
async function wait(
  manifests: readonly AwaitedManifest[],
  ready: Readonly<Record<string, number>>,
  otherwise: RegistryFailureKind = 'absent',
) {
  const looks = new Map<string, number>();
  const log = memoryLog();
  const head = async (_: unknown, digest: string) => {
    const number = (looks.get(digest) ?? 0) + 1;
    looks.set(digest, number);
    const label = manifests.find((one) => one.digest === digest)?.label ?? '';
    if (number >= (ready[label] ?? Infinity))
      return { mediaType: OCI_MANIFEST, digest: digestOf(label), size: 1 };
    throw new RegistryError({ kind: otherwise, message: 'no' });
  };
  const deps = { head, log, clock: quickClock(), wallClock: () => 10_000_000 };
  return { waited: await waitForManifests(manifests, 60_000, deps), looks, log };
}

describe('waiting for manifests', () => {
  it('ends at once where all are readable', async () => {
    const { waited, looks } = await wait([awaited('amd64'), awaited('arm64'), awaited('amd64')], {
      amd64: 1,
      arm64: 1,
    });
    expect(waited).toEqual({ kind: 'readable', waitedMs: 0 });
    expect([...looks.values()]).toEqual([1, 1]);
  });

  it('asks only for what is missing, and names it', async () => {
    const { waited, looks, log } = await wait([awaited('amd64'), awaited('arm64')], { amd64: 1, arm64: 3 });
    expect(waited).toMatchObject({ kind: 'readable' });
    expect([...looks.values()]).toEqual([1, 3]);
    expect(log.lines[0]).toContain(`Not readable yet: arm64 (ghcr.io/acme/widgets@${digestOf('arm64')})`);
    expect(log.lines.join()).not.toContain('amd64');
  });

  it('I10: ends at the deadline, and tells "never seen" from "gone"', async () => {
    const gone = awaited('arm64', 10_000_000 - 3_600_000);
    const { waited } = await wait([awaited('amd64'), awaited('s390x'), gone], { amd64: 1 });
    expect(waited).toMatchObject({
      kind: 'late',
      laggards: [
        { manifest: { label: 's390x' }, state: 'never-seen' },
        { manifest: { label: 'arm64' }, state: 'gone', ageMs: 3_600_000 },
      ],
    });
    expect(waited.waitedMs).toBeGreaterThan(45_000);
  });

  it.each(['auth', 'denied', 'invalid', 'transient'] as const)('ends at once on "%s"', async (kind) => {
    await expect(wait([awaited('amd64')], {}, kind)).rejects.toMatchObject({ kind });
  });
});

describe.skipIf(!ociProgramsOrSkip('docker-registry', 'crane')).each(REAL_REGISTRIES)(
  'what was published at %s',
  (kind) => {
    const images = ['amd64', 'arm64'].map((architecture) => sampleImage({ architecture }));
    const index = json(OCI_INDEX, {
      schemaVersion: 2,
      mediaType: OCI_INDEX,
      manifests: images.map(descriptor),
    });
    const at = ({ host }: RealRegistry) => parseRepository(`${host}/acme/widgets`);

    async function publish(registry: RealRegistry) {
      for (const image of images) await pushSample(registry.host, 'acme/widgets', image);
      await pushManifest(registry.host, 'acme/widgets', index, '1.0');
    }

    it('is verified by its digest, down to the configurations', async () => {
      await using registry = await startRealRegistry(kind);
      await publish(registry);
      expect(await verifyPublished(testClient(), at(registry), index.digest, ['1.0'])).toEqual({
        kind: 'verified',
        manifests: 3,
      });
    });

    it('is wrong where a tag is stale or missing', async () => {
      await using registry = await startRealRegistry(kind);
      await publish(registry);
      await pushManifest(registry.host, 'acme/widgets', images[0] as (typeof images)[0], 'latest');
      const verified = await verifyPublished(testClient(), at(registry), index.digest, [
        '1.0',
        'latest',
        'none',
      ]);
      expect(verified).toEqual({
        kind: 'wrong',
        problems: [
          { kind: 'tag', tag: 'latest', found: images[0]?.digest },
          { kind: 'tag', tag: 'none', found: 'absent' },
        ],
      });
    });

    it('I7: is wrong where a clean-up has deleted a manifest that it lists', async () => {
      await using registry = await startRealRegistry(kind);
      await publish(registry);
      const gone = images[1] as (typeof images)[0];
      await fetch(`http://${registry.host}/v2/acme/widgets/manifests/${gone.digest}`, { method: 'DELETE' });
      const verified = await verifyPublished(testClient(), at(registry), index.digest, ['1.0']);
      expect(verified).toEqual({
        kind: 'wrong',
        problems: [{ kind: 'missing', digest: gone.digest, what: 'manifest' }],
      });
      if (verified.kind !== 'wrong') return;
      expect(describeProblem(at(registry), index.digest, verified.problems[0])).toBe(
        `The manifest ${registry.host}/acme/widgets@${gone.digest} does not exist, though ${index.digest} refers to it.`,
      );
    });

    it('is found, or absent, or unknown', async () => {
      const registry = await startRealRegistry(kind);
      await publish(registry);
      const client = testClient({ remainingMs: () => 2000 });
      const name = (tag: string) => ({ kind: 'tag', tag }) as const;
      expect(await findManifest(client, at(registry), name('1.0'))).toMatchObject({
        kind: 'found',
        stored: { descriptor: { digest: index.digest } },
      });
      expect(await findManifest(client, at(registry), name('2.0'))).toEqual({ kind: 'absent' });
      await registry[Symbol.asyncDispose]();
      await expect(findManifest(client, at(registry), name('1.0'))).rejects.toMatchObject({
        kind: 'transient',
      });
    });
  },
);

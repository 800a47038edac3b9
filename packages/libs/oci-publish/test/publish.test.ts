import { memoryLog } from '@gatehouse/action-kit';
import {
  createRegistryClient,
  type Digest,
  digestOf,
  findManifest,
  type ImageLocation,
  parseImageLocation,
  parsePlatform,
  parseRepository,
} from '@gatehouse/oci-client';
import { parseAnnotations } from '@gatehouse/oci-index';
import { Limiter } from '@gatehouse/retry';
import { describe, expect, it } from 'vitest';
import { FOREIGN_CLIENTS, viewWith } from '../../../../tools/oci/foreign-client.ts';
import { attested } from '../../../../tools/oci/imagetools-cases.ts';
import { writeLayout } from '../../../../tools/oci/layout.ts';
import { ociProgramsOrSkip } from '../../../../tools/oci/programs.ts';
import {
  REAL_REGISTRIES,
  type RealRegistry,
  startRealRegistry,
} from '../../../../tools/oci/real-registry.ts';
import {
  pushManifest,
  pushSample,
  type SampleContent,
  sampleImage,
} from '../../../../tools/oci/sample-image.ts';
import { type PublishDeps, type Published, publishTarget, type Target } from '../src/index.ts';

const isReady = ociProgramsOrSkip('docker-registry', 'crane', 'skopeo', 'regctl');
const QUICK = { waitMs: 1500, verifyMs: 1500, writes: 'yes' } as const;

/** A client, and a target at a registry that `changes` adapt. */
function world({ host }: RealRegistry) {
  const log = memoryLog();
  const anonymous = { credentialFor: async () => ({ kind: 'anonymous' }) as const };
  const client = createRegistryClient(
    { name: 'test', remainingMs: () => 5000 },
    { fetch, log, keychain: anonymous },
  );
  const repository = parseRepository(`${host}/acme/widgets`);
  const target = (changes: Partial<Target>): Target => ({
    repository,
    kind: 'index',
    sources: [],
    exact: [],
    floating: [],
    policy: { missing: 'require-current', existing: 'equal', annotations: [] },
    stopAfter: 'tags',
    ...changes,
  });
  const publish = (
    changes: Partial<Target>,
    options: Partial<Parameters<typeof publishTarget>[1]> = {},
    turn: PublishDeps['turn'] = undefined,
  ) =>
    publishTarget(
      target(changes),
      { ...QUICK, ...options },
      { client, log, wallClock: () => Date.parse('2026-12-01'), ...(turn !== undefined && { turn }) },
    );
  const holds = async (tag: string) => {
    const found = await findManifest(client, repository, { kind: 'tag', tag });
    return found.kind === 'found' ? found.stored.descriptor.digest : found.kind;
  };
  return { client, repository, publish, holds, target };
}

/** A source by its digest in a repository of the registry. */
function byDigest({ host }: RealRegistry, image: SampleContent, path = 'acme/widgets') {
  const location: ImageLocation = parseImageLocation(`${host}/${path}@${image.digest}`);
  return { location, label: image.digest };
}

const image = (architecture: string, seed = '') => sampleImage({ architecture, seed });

/** Pushes images and gives them as sources. */
async function built(registry: RealRegistry, ...images: readonly ReturnType<typeof image>[]) {
  for (const one of images) await pushSample(registry.host, 'acme/widgets', one);
  return images.map((one) => byDigest(registry, one));
}

function digestIn(published: Published): Digest {
  if (published.kind !== 'published' && published.kind !== 'pushed')
    throw new Error(JSON.stringify(published));
  return published.plan.digest;
}

describe.skipIf(!isReady).each(REAL_REGISTRIES)('an image that is published to %s', (kind) => {
  it('gets its tags, which every client resolves to the same bytes', async () => {
    await using registry = await startRealRegistry(kind);
    const { publish } = world(registry);
    const sources = await built(registry, image('arm64'), image('amd64'));
    const published = await publish({ sources, exact: ['1.2.3'], floating: ['1.2', 'latest'] });
    expect(published).toMatchObject({
      kind: 'published',
      manifests: 3,
      plan: {
        platforms: new Map([
          ['linux/amd64', image('amd64').digest],
          ['linux/arm64', image('arm64').digest],
        ]),
        tags: [
          { tag: '1.2.3', action: 'write' },
          { tag: '1.2', action: 'write' },
          { tag: 'latest', action: 'write' },
        ],
      },
    });
    for (const client of FOREIGN_CLIENTS) {
      for (const tag of ['1.2.3', 'latest']) {
        expect(await viewWith(client, `${registry.host}/acme/widgets:${tag}`)).toMatchObject({
          digest: digestIn(published),
        });
      }
    }
  });

  it('a second time is left alone, and verified again', async () => {
    await using registry = await startRealRegistry(kind);
    const { publish } = world(registry);
    const sources = await built(registry, image('amd64'), image('arm64'));
    const wanted = { sources, exact: ['1.0'], floating: ['latest'] };
    const first = await publish(wanted);
    const second = await publish(wanted);
    expect(second).toMatchObject({
      kind: 'published',
      plan: { indexes: [], tags: [{ action: 'skip' }, { action: 'skip' }] },
    });
    expect(digestIn(second)).toBe(digestIn(first));
  });

  it('a second time with other annotations keeps the index that may be signed', async () => {
    await using registry = await startRealRegistry(kind);
    const { publish, holds } = world(registry);
    const sources = await built(registry, image('amd64'));
    const first = await publish({ sources, exact: ['1.0'] });
    const annotations = parseAnnotations(['org.opencontainers.image.created=now']);
    const second = await publish({
      sources,
      exact: ['1.0'],
      floating: ['latest'],
      policy: { missing: 'require-current', existing: 'equal', annotations },
    });
    expect(digestIn(second)).toBe(digestIn(first));
    expect(await holds('latest')).toBe(digestIn(first));
  });

  it('with other images than its exact tag has is refused, and no tag moves', async () => {
    await using registry = await startRealRegistry(kind);
    const { publish, holds } = world(registry);
    const first = await publish({
      sources: await built(registry, image('amd64')),
      exact: ['1.0'],
      floating: ['latest'],
    });
    const second = await publish({
      sources: await built(registry, image('amd64', 'other')),
      exact: ['1.0'],
      floating: ['latest'],
    });
    expect(second).toMatchObject({
      kind: 'refused',
      refusal: { code: 'TAG_HOLDS_OTHER_IMAGES', tag: '1.0' },
    });
    expect([await holds('1.0'), await holds('latest')]).toEqual([digestIn(first), digestIn(first)]);
  });

  it('I6: without a platform that a floating tag has is refused, and nothing is written', async () => {
    await using registry = await startRealRegistry(kind);
    const { publish, holds } = world(registry);
    const all = await built(registry, image('386'), image('amd64'), image('arm64'));
    const first = await publish({ sources: all, floating: ['latest'] });
    const second = await publish({
      sources: await built(registry, image('arm64', 'new')),
      exact: ['2.0'],
      floating: ['latest'],
    });
    expect(second).toMatchObject({ kind: 'refused', refusal: { code: 'PLATFORMS_LOST', tag: 'latest' } });
    expect(second).toMatchObject({
      refusal: { message: expect.stringContaining(`linux/386 (${image('386').digest}), linux/amd64`) },
    });
    expect([await holds('2.0'), await holds('latest')]).toEqual(['absent', digestIn(first)]);
  });

  it('may carry over what a floating tag has, which says how old that is', async () => {
    await using registry = await startRealRegistry(kind);
    const { publish } = world(registry);
    await publish({ sources: await built(registry, image('amd64'), image('arm64')), floating: ['latest'] });
    const policy = { missing: 'carry', existing: 'equal', annotations: [] } as const;
    const carried = await publish({
      sources: await built(registry, image('arm64', 'new')),
      floating: ['latest'],
      policy,
    });
    expect(carried).toMatchObject({ kind: 'published', manifests: 3, plan: { carried: ['linux/amd64'] } });
    expect(carried).toMatchObject({
      plan: { reasons: [expect.anything(), expect.stringContaining('11 days old')] },
    });
  });

  it('that would carry over what is gone is refused', async () => {
    await using registry = await startRealRegistry(kind);
    const { publish } = world(registry);
    await publish({ sources: await built(registry, image('amd64'), image('arm64')), floating: ['latest'] });
    await fetch(`http://${registry.host}/v2/acme/widgets/manifests/${image('amd64').digest}`, {
      method: 'DELETE',
    });
    const policy = { missing: 'carry', existing: 'equal', annotations: [] } as const;
    const carried = await publish({
      sources: await built(registry, image('arm64', 'new')),
      floating: ['latest'],
      policy,
    });
    expect(carried).toMatchObject({ kind: 'refused', refusal: { code: 'CARRY_GONE' } });
  });

  it('by digest alone has no tag, until a second call sets the tags to the same digest', async () => {
    await using registry = await startRealRegistry(kind);
    const { publish, holds } = world(registry);
    const wanted = { sources: await built(registry, image('amd64')), exact: ['1.0'], floating: ['latest'] };
    const pushed = await publish({ ...wanted, stopAfter: 'digest' });
    expect(pushed.kind).toBe('pushed');
    expect([await holds('1.0'), await holds('latest')]).toEqual(['absent', 'absent']);
    expect(await viewWith('crane', `${registry.host}/acme/widgets@${digestIn(pushed)}`)).toMatchObject({
      digest: digestIn(pushed),
    });
    const published = await publish(wanted);
    expect(digestIn(published)).toBe(digestIn(pushed));
    expect(await holds('1.0')).toBe(digestIn(pushed));
  });

  it('in a dry run writes nothing, and has the bytes', async () => {
    await using registry = await startRealRegistry(kind);
    const { publish, holds, client, repository } = world(registry);
    const planned = await publish(
      { sources: await built(registry, image('amd64')), exact: ['1.0'] },
      { writes: 'dry-run' },
    );
    if (planned.kind !== 'planned') throw new Error(planned.kind);
    const [push] = planned.plan.indexes;
    expect(digestOf(push?.index.bytes ?? '')).toBe(planned.plan.digest);
    expect(await holds('1.0')).toBe('absent');
    expect(await findManifest(client, repository, { kind: 'digest', digest: planned.plan.digest })).toEqual({
      kind: 'absent',
    });
  });

  it('from another registry brings its images and their attestations', async () => {
    await using registry = await startRealRegistry(kind);
    await using elsewhere = await startRealRegistry('docker-registry');
    const { publish } = world(registry);
    const parts = ['amd64', 'arm64'].map(attested);
    for (const { index, images } of parts) {
      for (const one of images) await pushSample(elsewhere.host, 'staging/widgets', one);
      await pushManifest(elsewhere.host, 'staging/widgets', index, index.digest);
    }
    const sources = parts.map(({ index }) => byDigest(elsewhere, index, 'staging/widgets'));
    const published = await publish({ sources, exact: ['1.0'] });
    expect(published).toMatchObject({ kind: 'published', manifests: 5, plan: { platforms: { size: 2 } } });
    const listed = parts.map(({ images: [one, about] }) => ({
      to: one?.digest,
      digest: about?.digest,
      via: 'index',
    }));
    expect(published).toMatchObject({ attached: { kind: 'read', attachments: listed } });
    expect(await publish({ sources, exact: ['1.0'] })).toMatchObject({
      plan: { tags: [{ action: 'skip' }] },
      attached: { kind: 'read', attachments: listed },
    });
  });

  it('as a copy keeps its digest, from a layout too', async () => {
    await using registry = await startRealRegistry(kind);
    const { publish, holds } = world(registry);
    const one = image('amd64');
    await using layout = await writeLayout([one, ...one.blobs], [['', one]]);
    const sources = [{ location: parseImageLocation(`oci-layout://${layout.path}`), label: 'the layout' }];
    const published = await publish({ kind: 'copy', sources, exact: ['1.0'], floating: ['latest'] });
    expect(digestIn(published)).toBe(one.digest);
    expect([await holds('1.0'), await holds('latest')]).toEqual([one.digest, one.digest]);
    expect(await publish({ kind: 'copy', sources, exact: ['1.0'] })).toMatchObject({
      plan: { tags: [{ action: 'skip' }] },
    });
  });

  it('whose source does not come is late, and the source is named', async () => {
    await using registry = await startRealRegistry(kind);
    const { publish } = world(registry);
    const [there] = await built(registry, image('amd64'));
    if (there === undefined) throw new Error('no source');
    const late = {
      ...byDigest(registry, image('s390x')),
      label: 'build (s390x)',
      seenAtMs: Date.parse('2026-11-30'),
    };
    expect(await publish({ sources: [there, late], exact: ['1.0'] })).toMatchObject({
      kind: 'late',
      laggards: [{ manifest: { label: 'build (s390x)' }, state: 'gone', ageMs: 86_400_000 }],
    });
  });

  it('that fails or waits stops no other', async () => {
    await using registry = await startRealRegistry(kind);
    const { publish } = world(registry);
    const good = await built(registry, image('amd64'));
    const broken = [{ location: parseImageLocation('oci-layout:///does/not/exist'), label: 'x' }];
    const late = [byDigest(registry, image('s390x'))];
    const turns = new Limiter(1);
    const wanted = [late, late, good, broken, good, []].map((sources, at) => ({
      sources,
      exact: [`v${at}`],
    }));
    const done: number[] = [];
    const results = await Promise.allSettled(
      wanted.map((one, at) => publish(one, {}, (work) => turns.run(work)).finally(() => done.push(at))),
    );
    expect(results.map((one) => (one.status === 'fulfilled' ? one.value.kind : one.status))).toEqual([
      'late',
      'late',
      'published',
      'rejected',
      'published',
      'refused',
    ]);
    expect(new Set(done.slice(-2))).toEqual(new Set([0, 1]));
  });

  it('that a gate has not passed gets no tag, also where a tag holds it already', async () => {
    await using registry = await startRealRegistry(kind);
    const { publish, holds } = world(registry);
    const wanted = { sources: await built(registry, image('amd64')), exact: ['1.0'], floating: ['latest'] };
    const pushed = await publish({ ...wanted, stopAfter: 'digest' });
    const other = new Set([image('amd64').digest]);
    const refused = { kind: 'refused', refusal: { code: 'NOT_GATED', tag: '1.0' } };
    expect(await publish({ ...wanted, passed: other })).toMatchObject(refused);
    expect(await publish({ ...wanted, passed: new Set() })).toMatchObject(refused);
    expect([await holds('1.0'), await holds('latest')]).toEqual(['absent', 'absent']);
    const passed = new Set([digestIn(pushed)]);
    expect(await publish({ ...wanted, passed })).toMatchObject({ kind: 'published' });
    expect(await publish({ ...wanted, passed: other })).toMatchObject(refused);
  });

  it('moves the floating tags of its version only', async () => {
    await using registry = await startRealRegistry(kind);
    const { publish, holds } = world(registry);
    const versions = (version: string) => ({ version, exact: '{version}' });
    const floating = ['{major}.{minor}', 'latest'];
    const sources = await built(registry, image('amd64'));
    await publish({ sources, exact: ['1.3.0'], floating, versions: versions('1.3.0') });
    const older = await built(registry, image('amd64', 'older'));
    const repair = await publish({ sources: older, exact: ['1.2.9'], floating, versions: versions('1.2.9') });
    expect(repair).toMatchObject({ kind: 'published', kept: [{ tag: 'latest', action: 'keep' }] });
    expect(await holds('1.2')).toBe(digestIn(repair));
    expect(await holds('latest')).not.toBe(digestIn(repair));
  });

  it('with an expected platform missing is refused', async () => {
    await using registry = await startRealRegistry(kind);
    const { publish, holds } = world(registry);
    const expected = ['linux/amd64', 'linux/arm64'].map(parsePlatform);
    const policy = { missing: 'require-current', existing: 'equal', annotations: [], expected } as const;
    const refused = await publish({ sources: await built(registry, image('amd64')), exact: ['1.0'], policy });
    expect(refused).toMatchObject({ kind: 'refused', refusal: { code: 'UNEXPECTED_PLATFORMS' } });
    expect(await holds('1.0')).toBe('absent');
  });
});

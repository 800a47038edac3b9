import { type Descriptor, digestOf, OCI_MANIFEST, parsePlatform } from '@gatehouse/oci-client';
import type { CurrentTag, IndexSource } from '@gatehouse/oci-index';
import { describe, expect, it } from 'vitest';
import { planTarget, type TagNow, type Target } from '../src/index.ts';

const child = (platform: string, build = 'new'): Descriptor => ({
  mediaType: OCI_MANIFEST,
  digest: digestOf(`${platform} ${build}`),
  size: 5,
  platform: parsePlatform(platform),
});

const source = (platform: string, build = 'new'): IndexSource => {
  const { platform: runsOn, ...descriptor } = child(platform, build);
  return { kind: 'image', name: `x@${descriptor.digest}`, descriptor, platform: runsOn, stated: undefined };
};

const held = (name: string, ...manifests: readonly Descriptor[]): CurrentTag => ({
  kind: 'index',
  digest: digestOf(name),
  manifests,
  conditions: new Map(manifests.map(({ digest }) => [digest, { kind: 'readable' } as const])),
});

const now = (tag: string, kind: TagNow['kind'], current: CurrentTag = { kind: 'absent' }): TagNow => ({
  tag,
  kind,
  current,
});

const target = (policy: Partial<Target['policy']> = {}, kind: Target['kind'] = 'index') => ({
  kind,
  policy: { missing: 'require-current', existing: 'equal', annotations: [], ...policy } as const,
});

const both = [source('linux/amd64'), source('linux/arm64')];

describe('the plan of a target', () => {
  it('has one index for all tags, exact ones first', () => {
    const plan = planTarget(target(), both, [
      now('latest', 'floating'),
      now('1.0', 'exact'),
      now('1', 'floating'),
    ]);
    expect(plan).toMatchObject({ action: 'publish', indexes: { length: 1 } });
    if (plan.action !== 'publish') return;
    expect(plan.tags.map(({ tag }) => tag)).toEqual(['1.0', 'latest', '1']);
    expect(new Set([plan.digest, ...plan.tags.map(({ digest }) => digest)]).size).toBe(1);
  });

  it('without tags is the index alone', () => {
    expect(planTarget(target(), both, [])).toMatchObject({
      action: 'publish',
      indexes: { length: 1 },
      tags: [],
    });
    expect(planTarget(target(), [], [])).toMatchObject({ action: 'refuse', code: 'NO_SOURCES', tag: '' });
  });

  it('is refused as a whole by one tag, which it names', () => {
    const other = held('other', child('linux/amd64', 'old'));
    const plan = planTarget(target(), both, [now('1.0', 'exact', other), now('latest', 'floating')]);
    expect(plan).toMatchObject({ action: 'refuse', tag: '1.0', code: 'TAG_HOLDS_OTHER_IMAGES' });
  });

  it('gives floating tags what the exact tag holds already, and mints nothing', () => {
    const signed = held('signed', child('linux/amd64'), child('linux/arm64'));
    const plan = planTarget(target(), both, [
      now('1.0', 'exact', signed),
      now('1', 'floating'),
      now('latest', 'floating', held('old', child('linux/amd64', 'old'), child('linux/arm64', 'old'))),
    ]);
    expect(plan).toMatchObject({
      digest: digestOf('signed'),
      indexes: [],
      tags: [
        { tag: '1.0', action: 'skip', digest: digestOf('signed') },
        { tag: '1', action: 'write', digest: digestOf('signed') },
        { tag: 'latest', action: 'write', digest: digestOf('signed') },
      ],
    });
  });

  it('may give a floating tag more than the exact one, when it carries', () => {
    const old = held('old', child('linux/amd64', 'old'), child('linux/s390x', 'old'));
    const plan = planTarget(target({ missing: 'carry' }), both, [
      now('1.0', 'exact'),
      now('latest', 'floating', old),
    ]);
    expect(plan).toMatchObject({ action: 'publish', carried: ['linux/s390x'], indexes: { length: 2 } });
    if (plan.action !== 'publish') return;
    expect(plan.platforms.size).toBe(2);
    expect(plan.tags[0]?.digest).toBe(plan.digest);
    expect(plan.tags[1]?.digest).not.toBe(plan.digest);
  });

  it('of a copy takes no annotations: they would be lost', () => {
    const annotations = [{ on: 'index', key: 'a', value: '1' }] as const;
    const plan = planTarget(target({ annotations }, 'copy'), both.slice(0, 1), [now('1.0', 'exact')]);
    expect(plan).toMatchObject({ action: 'refuse', code: 'ANNOTATIONS_ON_COPY', tag: '1.0' });
  });

  it('of a copy has nothing to push but the tags', () => {
    const [one] = both as [IndexSource, IndexSource];
    const plan = planTarget(
      target({ missing: 'carry' }, 'copy'),
      [one],
      [now('1.0', 'exact'), now('latest', 'floating')],
    );
    expect(plan).toMatchObject({
      action: 'publish',
      digest: one.descriptor.digest,
      indexes: [],
      tags: [{ action: 'write' }, { action: 'write' }],
    });
    const current = held('old', child('linux/amd64', 'old'), child('linux/arm64', 'old'));
    expect(
      planTarget(target({ missing: 'carry' }, 'copy'), [one], [now('latest', 'floating', current)]),
    ).toMatchObject({
      action: 'refuse',
      code: 'PLATFORMS_LOST',
    });
  });
});

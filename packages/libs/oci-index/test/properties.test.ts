import { type Descriptor, parseManifest } from '@gatehouse/oci-client';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CurrentTag,
  type IndexPolicy,
  type IndexSource,
  parseAnnotations,
  planIndex,
  platformDigests,
} from '../src/index.ts';
import { attestation, child, held, image, index, soci } from './sources.ts';

const platform = fc.constantFrom(
  'linux/amd64',
  'linux/arm64',
  'linux/arm/v7',
  'linux/s390x',
  'windows(10.0.20348)/amd64',
);
const build = fc.constantFrom('new', 'other');
const descriptors = fc
  .array(fc.tuple(platform, build, fc.boolean(), fc.boolean()), { minLength: 1, maxLength: 3 })
  .map((all) =>
    all.flatMap(([of, by, attested, converted]): Descriptor[] => [
      child(of, by),
      ...(attested ? [attestation(of, by)] : []),
      ...(converted ? [soci(of, by)] : []),
    ]),
  );
const source: fc.Arbitrary<IndexSource> = fc.oneof(
  fc.tuple(platform, build).map(([of, by]) => image(of, by)),
  descriptors.map((all) => index(all)),
);
const sources = fc.array(source, { minLength: 1, maxLength: 5 });
const current: fc.Arbitrary<CurrentTag> = fc.oneof(
  fc.constant({ kind: 'absent' } as const),
  descriptors.map((all) =>
    held(
      all,
      all.map(({ digest }) => digest),
    ),
  ),
);
const policies: fc.Arbitrary<IndexPolicy> = fc.record({
  missing: fc.constantFrom('require-current', 'drop', 'carry'),
  tag: fc.constantFrom('moving', 'exact'),
  existing: fc.constantFrom('equal', 'contains'),
  annotations: fc.constantFrom([], parseAnnotations(['index:a=b', 'manifest-descriptor:c=d'])),
});

describe('a plan', () => {
  it('does not depend on the order of its sources', () => {
    const shuffled = sources.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, current, policies, ([all, other], tag, policy) => {
        expect(planIndex(other, tag, policy)).toEqual(planIndex(all, tag, policy));
      }),
    );
  });

  it('has bytes that read back as the children that it names', () => {
    fc.assert(
      fc.property(sources, current, policies, (all, tag, policy) => {
        const plan = planIndex(all, tag, policy);
        if (plan.action !== 'create') return;
        const { descriptor, manifest } = parseManifest(plan.index.bytes, plan.index.mediaType, 'the plan');
        expect(descriptor.digest).toBe(plan.index.digest);
        expect(manifest.kind === 'index' && manifest.manifests.map(({ digest }) => digest)).toEqual(
          plan.children.map((one) => one.descriptor.digest),
        );
      }),
    );
  });

  it('never loses a platform of a moving tag unless it drops it by name', () => {
    fc.assert(
      fc.property(sources, current, policies, (all, tag, policy) => {
        const plan = planIndex(all, tag, { ...policy, tag: 'moving' });
        if (plan.action !== 'create' || tag.kind !== 'index') return;
        const lost = [...platformDigests(tag.manifests).keys()].filter((key) => !plan.platforms.has(key));
        expect(lost.toSorted()).toEqual(policy.missing === 'drop' ? plan.dropped : []);
      }),
    );
  });

  it('of what was just published is to do nothing', () => {
    fc.assert(
      fc.property(sources, policies, (all, policy) => {
        const plan = planIndex(all, { kind: 'absent' }, policy);
        if (plan.action !== 'create') return;
        const { manifest } = parseManifest(plan.index.bytes, plan.index.mediaType, 'the plan');
        const tag: CurrentTag = {
          kind: 'index',
          digest: plan.index.digest,
          manifests: manifest.kind === 'index' ? manifest.manifests : [],
        };
        expect(planIndex(all, tag, policy)).toMatchObject({ action: 'skip', digest: plan.index.digest });
      }),
    );
  });
});

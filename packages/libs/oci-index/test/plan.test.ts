import { parseManifest, parsePlatform } from '@gatehouse/oci-client';
import { describe, expect, it } from 'vitest';
import {
  broughtImages,
  type CurrentTag,
  digestsToProve,
  type IndexPlan,
  parseAnnotations,
  planIndex,
} from '../src/index.ts';
import { policy } from './policy.ts';
import { attestation, child, digestFor, held, image, index, soci } from './sources.ts';

const ABSENT: CurrentTag = { kind: 'absent' };
const moving = policy({ tag: 'moving' });

/** The descriptors that a plan writes, read back from its bytes. */
function written(plan: IndexPlan) {
  if (plan.action !== 'create') throw new Error(`the plan is ${JSON.stringify(plan)}`);
  const { manifest } = parseManifest(plan.index.bytes, plan.index.mediaType, 'the plan');
  return manifest.kind === 'index' ? manifest.manifests : [];
}

describe('the first publication of a tag', () => {
  it('has nothing to lose', () => {
    const plan = planIndex([image('linux/arm64'), image('linux/amd64')], ABSENT, policy());
    expect(plan).toMatchObject({
      action: 'create',
      carried: [],
      dropped: [],
      reasons: ['The tag does not exist yet.'],
    });
    expect(written(plan)).toEqual([child('linux/amd64'), child('linux/arm64')]);
  });

  it('is refused when an expected platform is missing or an unexpected one is there', () => {
    const expected = ['linux/amd64', 'linux/arm64'].map(parsePlatform);
    expect(
      planIndex([image('linux/amd64'), image('linux/s390x')], ABSENT, policy({ expected })),
    ).toMatchObject({
      action: 'refuse',
      code: 'UNEXPECTED_PLATFORMS',
      message:
        'The tag would have no image for linux/arm64, and images for linux/s390x, which were not expected; expected linux/amd64, linux/arm64.',
    });
  });

  it('compares expected platforms in their normal form', () => {
    const expected = ['linux/x86_64', 'linux/arm64/v8'].map(parsePlatform);
    const plan = planIndex([image('linux/amd64'), image('linux/arm64')], ABSENT, policy({ expected }));
    expect(plan.action).toBe('create');
  });
});

describe('sources', () => {
  it('that are indexes are flattened, and what is about an image stays with it and does not count', () => {
    const built = index([child('linux/amd64'), attestation('linux/amd64'), soci('linux/amd64')]);
    const plan = planIndex([image('linux/arm64'), built], ABSENT, policy());
    expect(written(plan)).toEqual([
      child('linux/amd64'),
      attestation('linux/amd64'),
      soci('linux/amd64'),
      child('linux/arm64'),
    ]);
    expect(plan).toMatchObject({
      platforms: new Map([
        ['linux/amd64', digestFor('linux/amd64 new')],
        ['linux/arm64', digestFor('linux/arm64 new')],
      ]),
    });
  });

  it('that name one image several times have it once', () => {
    const plan = planIndex(
      [image('linux/amd64'), index([child('linux/amd64'), attestation('linux/amd64')]), image('linux/amd64')],
      ABSENT,
      policy(),
    );
    expect(written(plan)).toEqual([child('linux/amd64'), attestation('linux/amd64')]);
  });

  it('an attestation whose image is not in the index is left out, and said so', () => {
    const orphan = attestation('linux/riscv64');
    const plan = planIndex([index([child('linux/amd64'), orphan])], ABSENT, policy());
    expect(written(plan)).toEqual([child('linux/amd64')]);
    expect(plan).toMatchObject({
      reasons: [expect.anything(), expect.stringContaining(`Left out ${orphan.digest}`)],
    });
  });

  it('a single index of which nothing changes keeps its bytes', () => {
    const built = index([child('linux/arm64'), child('linux/amd64')]);
    const plan = planIndex([built], ABSENT, policy());
    expect(plan).toMatchObject({ action: 'create', index: { digest: built.descriptor.digest } });
  });

  it.each([
    ['no source', [], 'NO_SOURCES', 'Found no images to publish'],
    [
      'two images for one platform',
      [image('linux/amd64'), image('linux/amd64', 'other')],
      'TWO_IMAGES_FOR_ONE_PLATFORM',
      'linux/amd64 has two images',
    ],
    [
      'one platform in two spellings',
      [
        image('linux/arm/v7'),
        index([{ ...child('linux/arm/v7', 'other'), platform: { os: 'linux', architecture: 'armhf' } }]),
      ],
      'TWO_IMAGES_FOR_ONE_PLATFORM',
      'linux/arm/v7 has two images',
    ],
    [
      'one image for two platforms',
      [image('linux/amd64'), { ...image('linux/amd64'), platform: parsePlatform('linux/arm64') }],
      'ONE_IMAGE_FOR_TWO_PLATFORMS',
      'is listed for linux/amd64 and for linux/arm64',
    ],
    [
      'an image without a platform',
      [{ ...image('linux/amd64'), platform: undefined }],
      'UNKNOWN_PLATFORM',
      'Neither acme/widgets@',
    ],
    [
      'an unknown architecture',
      [{ ...image('linux/amd64'), platform: { os: 'linux', architecture: 'i686' } }],
      'UNKNOWN_PLATFORM',
      'is for linux/i686, whose architecture is unknown',
    ],
    [
      'an artifact',
      [image('linux/amd64', 'new', { artifactType: 'application/spdx+json' })],
      'NOT_AN_IMAGE',
      'is an artifact (application/spdx+json)',
    ],
    ['an index of nothing', [index([])], 'EMPTY_INDEX', 'No image with a platform is in acme/widgets:built'],
    [
      'an index of attestations alone',
      [index([attestation('linux/amd64')])],
      'EMPTY_INDEX',
      'No image with a platform',
    ],
    [
      'an index in an index',
      [
        index([
          child('linux/amd64'),
          { mediaType: 'application/vnd.oci.image.index.v1+json', digest: digestFor('inner'), size: 9 },
        ]),
      ],
      'NESTED_INDEX',
      'contains another index',
    ],
  ] as const)('are refused: %s', (_what, sources, code, message) => {
    const plan = planIndex(sources, ABSENT, policy());
    expect(plan).toMatchObject({ action: 'refuse', code, message: expect.stringContaining(message) });
  });

  it('several Windows versions are several platforms', () => {
    const versions = ['windows(10.0.17763)/amd64', 'windows(10.0.20348)/amd64'];
    const plan = planIndex(
      versions.map((version) => image(version)),
      ABSENT,
      policy(),
    );
    expect(written(plan)).toEqual(versions.map((version) => child(version)));
  });
});

describe('a moving tag with platforms that the run does not bring', () => {
  const current = [
    child('linux/amd64', 'old'),
    child('linux/386', 'old'),
    child('linux/arm64', 'old'),
    attestation('linux/386', 'old'),
  ];
  const run = [image('linux/arm64'), image('linux/amd64')];

  it('I6: require-current refuses, and names each platform and the image that would be lost', () => {
    const plan = planIndex([image('linux/arm64')], held(current), moving);
    expect(plan).toMatchObject({
      action: 'refuse',
      code: 'PLATFORMS_LOST',
      message: `This run brings no image for linux/386 (${digestFor('linux/386 old')}), linux/amd64 (${digestFor('linux/amd64 old')}), which the tag has now and would lose.`,
    });
  });

  it('drop publishes without them, and names them', () => {
    const plan = planIndex(run, held(current), { ...moving, missing: 'drop' });
    expect(plan).toMatchObject({ action: 'create', dropped: ['linux/386'], carried: [] });
    expect(written(plan)).toEqual([child('linux/amd64'), child('linux/arm64')]);
  });

  it('carry keeps the old image and what is about it, and says how old it is', () => {
    const readable = [digestFor('linux/386 old'), attestation('linux/386', 'old').digest];
    const plan = planIndex(run, held(current, readable), { ...moving, missing: 'carry' });
    expect(plan).toMatchObject({
      action: 'create',
      carried: ['linux/386'],
      dropped: [],
      reasons: [expect.anything(), `Carried over linux/386 (${digestFor('linux/386 old')}), 12 days old.`],
    });
    expect(written(plan)).toEqual([
      child('linux/386', 'old'),
      attestation('linux/386', 'old'),
      child('linux/amd64'),
      child('linux/arm64'),
    ]);
  });

  it('carry needs proof that the old image can be read', () => {
    const unproved = planIndex(run, held(current), { ...moving, missing: 'carry' });
    expect(unproved).toMatchObject({ action: 'refuse', code: 'CARRY_NOT_PROVED' });
    const gone = new Map(
      [digestFor('linux/386 old'), attestation('linux/386', 'old').digest].map((digest) => [
        digest,
        { kind: 'gone' } as const,
      ]),
    );
    const without = { ...held(current), conditions: gone } as CurrentTag;
    expect(planIndex(run, without, { ...moving, missing: 'carry' })).toMatchObject({
      action: 'refuse',
      code: 'CARRY_GONE',
    });
  });

  it('carry leaves out an old attestation that is gone', () => {
    const plan = planIndex(
      run,
      {
        ...held(current),
        conditions: new Map([
          [digestFor('linux/386 old'), { kind: 'readable' }],
          [attestation('linux/386', 'old').digest, { kind: 'gone' }],
        ]),
      } as CurrentTag,
      { ...moving, missing: 'carry' },
    );
    expect(written(plan)).toEqual([child('linux/386', 'old'), child('linux/amd64'), child('linux/arm64')]);
  });

  it('the digests to prove before carrying are the images that are missing and what is about them', () => {
    const tag = held(current);
    if (tag.kind !== 'index') throw new Error('not an index');
    expect(digestsToProve(broughtImages(run), tag)).toEqual([
      digestFor('linux/386 old'),
      attestation('linux/386', 'old').digest,
    ]);
  });

  it('a platform more than before is published', () => {
    const plan = planIndex([...run, image('linux/386'), image('linux/s390x')], held(current), moving);
    expect(plan).toMatchObject({ action: 'create', dropped: [], carried: [] });
  });
});

describe('a tag that exists', () => {
  const both = [image('linux/amd64'), image('linux/arm64')];

  it.each(['exact', 'moving'] as const)('and holds the same images is left alone (%s)', (tag) => {
    const current = held([
      child('linux/arm64'),
      child('linux/amd64'),
      attestation('linux/amd64', 'elsewhere'),
    ]);
    expect(planIndex(both, current, policy({ tag }))).toMatchObject({
      action: 'skip',
      digest: digestFor('the current index'),
    });
  });

  it('and holds other images is an error that names both sets, unless it is moving', () => {
    const current = held([child('linux/amd64', 'old'), child('linux/arm64')]);
    const plan = planIndex(both, current, policy());
    expect(plan).toMatchObject({ action: 'refuse', code: 'TAG_HOLDS_OTHER_IMAGES' });
    expect(plan).toMatchObject({ message: expect.stringContaining(digestFor('linux/amd64 old')) });
    expect(plan).toMatchObject({ message: expect.stringContaining(digestFor('linux/amd64 new')) });
    expect(planIndex(both, current, moving).action).toBe('create');
  });

  it('and holds the same images under other platforms is an error', () => {
    const swapped = held([
      { ...child('linux/amd64'), platform: parsePlatform('linux/arm64') },
      { ...child('linux/arm64'), platform: parsePlatform('linux/amd64') },
    ]);
    expect(planIndex(both, swapped, policy())).toMatchObject({
      action: 'refuse',
      code: 'TAG_HOLDS_OTHER_IMAGES',
    });
  });

  it('and holds more is left alone with "contains", and an error with "equal"', () => {
    const more = held([child('linux/amd64'), child('linux/arm64'), child('linux/s390x')]);
    expect(planIndex(both, more, policy({ existing: 'contains' }))).toMatchObject({ action: 'skip' });
    expect(planIndex(both, more, policy())).toMatchObject({
      action: 'refuse',
      code: 'TAG_HOLDS_OTHER_IMAGES',
    });
  });

  it('and holds a part of it is an error with "contains" too', () => {
    const less = held([child('linux/amd64')]);
    expect(planIndex(both, less, policy({ existing: 'contains' }))).toMatchObject({ action: 'refuse' });
  });

  it.each([
    ['a single image', { kind: 'image', digest: digestFor('x') } as const, 'TAG_HOLDS_AN_IMAGE'],
    ['an empty index', held([]), 'TAG_HOLDS_NO_PLATFORMS'],
    ['an index of attestations', held([attestation('linux/amd64')]), 'TAG_HOLDS_NO_PLATFORMS'],
  ])('and holds %s is an error, even if it is moving', (_what, current, code) => {
    expect(planIndex(both, current, moving)).toMatchObject({ action: 'refuse', code });
  });

  it('is left alone when carrying leads to what it holds', () => {
    const current = held([child('linux/amd64'), child('linux/386', 'old')], [digestFor('linux/386 old')]);
    const plan = planIndex([image('linux/amd64')], current, { ...moving, missing: 'carry' });
    expect(plan).toMatchObject({ action: 'skip' });
  });

  it('and holds more than is expected is left alone with "contains" only', () => {
    const more = held([child('linux/amd64'), child('linux/arm64')]);
    const expected = [parsePlatform('linux/amd64')];
    const plan = (existing: 'equal' | 'contains') =>
      planIndex([image('linux/amd64')], more, policy({ existing, expected }));
    expect(plan('contains')).toMatchObject({ action: 'skip' });
    expect(plan('equal')).toMatchObject({ action: 'refuse' });
  });

  it('and lacks an expected platform is an error, even if nothing changes', () => {
    const expected = ['linux/amd64', 'linux/arm64', 'linux/s390x'].map(parsePlatform);
    const current = held([child('linux/amd64'), child('linux/arm64')]);
    expect(planIndex(both, current, policy({ expected }))).toMatchObject({ code: 'UNEXPECTED_PLATFORMS' });
  });
});

describe('annotations', () => {
  const docker = { mediaType: 'application/vnd.docker.distribution.manifest.v2+json' };

  it('I9: on a docker list are an error that names the type and the cure', () => {
    const plan = planIndex(
      [image('linux/amd64', 'new', docker)],
      ABSENT,
      policy({ annotations: parseAnnotations(['a=b']) }),
    );
    expect(plan).toMatchObject({
      action: 'refuse',
      code: 'ANNOTATIONS_ON_DOCKER_LIST',
      message: expect.stringContaining('application/vnd.docker.distribution.manifest.list.v2+json'),
      hint: expect.stringContaining('oci-mediatypes=true'),
    });
  });

  it('for a platform that is not there are an error', () => {
    const annotations = parseAnnotations(['manifest-descriptor[linux/s390x]:a=b']);
    expect(planIndex([image('linux/amd64')], ABSENT, policy({ annotations }))).toMatchObject({
      code: 'ANNOTATION_WITHOUT_PLATFORM',
      message: 'The annotation a is for linux/s390x, which is not in this index.',
    });
  });

  it('keep the values that they have', () => {
    const annotations = parseAnnotations(['index:a.b=x = y, z', '', '  c=', 'index,manifest-descriptor:d=1']);
    expect(annotations).toEqual([
      { on: 'index', key: 'a.b', value: 'x = y, z' },
      { on: 'index', key: 'c', value: '' },
      { on: 'index', key: 'd', value: '1' },
      { on: 'manifest-descriptor', platform: undefined, key: 'd', value: '1' },
    ]);
  });

  it.each([
    ['novalue', 'no \\"="'],
    ['=x', 'the key ""'],
    ['index:constructor=x', 'the key "constructor"'],
    ['manifest:a=b', 'would change images'],
    ['index-descriptor:a=b', 'the type "index-descriptor"'],
    ['index[linux/amd64]:a=b', 'the type "index[linux/amd64]"'],
    ['manifest-descriptor[linux]:a=b', 'a platform that cannot be read'],
    ['org.example:key=b', 'the type "org.example"'],
  ])('%s is refused', (line, found) => {
    expect(() => parseAnnotations([line])).toThrow(found.replaceAll('\\', ''));
  });

  it('with two values for one key are refused', () => {
    expect(() => parseAnnotations(['a=1', 'index:a=2'])).toThrow('two values, "1" and "2"');
    expect(parseAnnotations(['a=1', 'index:a=1'])).toHaveLength(2);
  });
});

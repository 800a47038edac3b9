import { parsePlatform } from '@gatehouse/oci-client';
import { describe, expect, it } from 'vitest';
import { planCopy } from '../src/index.ts';
import { child, digestFor, held, image, index } from './sources.ts';

const exact = { tag: 'exact', missing: 'require-current' } as const;
const moving = { tag: 'moving', missing: 'require-current' } as const;
const source = image('linux/amd64');
const { digest } = source.descriptor;

describe('a copy', () => {
  it('keeps the digest of its source', () => {
    expect(planCopy([source], { kind: 'absent' }, exact)).toMatchObject({
      action: 'copy',
      digest,
      dropped: [],
    });
    expect(planCopy([source, source], { kind: 'absent' }, exact)).toMatchObject({ action: 'copy', digest });
  });

  it('writes nothing where the tag holds it already', () => {
    expect(planCopy([source], { kind: 'image', digest }, exact)).toMatchObject({ action: 'skip', digest });
  });

  it('to a tag that holds another image is an error, unless the tag is moving', () => {
    const other = { kind: 'image', digest: digestFor('other') } as const;
    expect(planCopy([source], other, exact)).toMatchObject({
      action: 'refuse',
      code: 'TAG_HOLDS_OTHER_IMAGES',
    });
    expect(planCopy([source], other, moving)).toMatchObject({ action: 'copy' });
  });

  it('over an index loses platforms only when told to', () => {
    const current = held([child('linux/amd64', 'old'), child('linux/arm64', 'old')]);
    expect(planCopy([source], current, moving)).toMatchObject({
      action: 'refuse',
      code: 'PLATFORMS_LOST',
      message: expect.stringContaining(`linux/arm64 (${digestFor('linux/arm64 old')})`),
    });
    expect(planCopy([source], current, { ...moving, missing: 'drop' })).toMatchObject({
      action: 'copy',
      dropped: ['linux/arm64'],
    });
    const whole = index([child('linux/amd64'), child('linux/arm64')]);
    expect(planCopy([whole], current, moving)).toMatchObject({
      action: 'copy',
      digest: whole.descriptor.digest,
    });
  });

  it('is of exactly one source, with the expected platforms', () => {
    expect(planCopy([], { kind: 'absent' }, exact)).toMatchObject({ code: 'NO_SOURCES' });
    expect(planCopy([source, image('linux/arm64')], { kind: 'absent' }, exact)).toMatchObject({
      code: 'SEVERAL_SOURCES',
    });
    const expected = [parsePlatform('linux/arm64')];
    expect(planCopy([source], { kind: 'absent' }, { ...exact, expected })).toMatchObject({
      code: 'UNEXPECTED_PLATFORMS',
    });
  });
});

import { parsePlatform } from '@gatehouse/oci-client';
import { describe, expect, it } from 'vitest';
import { planCopy, planIndex } from '../src/index.ts';
import { policy } from './policy.ts';
import { attestation, child, image, index } from './sources.ts';

const ABSENT = { kind: 'absent' } as const;
const moving = policy({ tag: 'moving' });

/** An image whose configuration states one platform, and whose leg declares another. */
const built = (stated: string, declared: string) => {
  const [os = '', architecture = '', variant] = stated.split('/');
  const said = { os, architecture, ...(variant !== undefined && { variant }) };
  return { ...image(declared), platform: parsePlatform(declared), stated: said } as const;
};

describe('the platform that a leg declares', () => {
  it.each([
    ['linux/amd64', 'linux/amd64'],
    ['linux/arm', 'linux/arm/v6'],
    ['linux/arm64/v8', 'linux/arm64'],
    ['linux/x86_64', 'linux/amd64'],
    ['linux/arm/7', 'linux/arm/v7'],
  ])('fits an image whose configuration states %s, as %s', (stated, declared) => {
    const plan = planIndex([built(stated, declared)], ABSENT, moving);
    expect(plan).toMatchObject({ action: 'create' });
  });

  it.each([
    ['linux/amd64', 'linux/arm64', 'is for linux/amd64; its leg declared linux/arm64.'],
    ['windows/amd64', 'linux/amd64', 'is for windows/amd64; its leg declared linux/amd64.'],
    ['linux/arm/v6', 'linux/arm/v7', 'is for linux/arm/v6; its leg declared linux/arm/v7.'],
  ])('does not fit an image whose configuration states %s, as %s', (stated, declared, message) => {
    const sources = [built(stated, declared)];
    const refused = {
      action: 'refuse',
      code: 'PLATFORM_MISMATCH',
      message: expect.stringContaining(message),
    };
    expect(planIndex(sources, ABSENT, moving)).toMatchObject(refused);
    expect(planCopy(sources, ABSENT, { tag: 'moving', missing: 'drop' })).toMatchObject(refused);
  });

  it('is the only one of an index that buildx pushed with its provenance', () => {
    const manifests = [child('linux/arm64'), attestation('linux/arm64')];
    const declared = { ...index(manifests), platform: parsePlatform('linux/arm64') };
    expect(planIndex([declared], ABSENT, moving)).toMatchObject({ action: 'create' });
  });

  it.each([
    ['another platform', [child('linux/amd64')], 'is for linux/amd64; its leg declared linux/arm64.'],
    [
      'one more',
      [child('linux/amd64'), child('linux/arm64')],
      'is for linux/amd64, linux/arm64; its leg declared linux/arm64.',
    ],
    ['none', [attestation('linux/arm64')], 'is for no platform; its leg declared linux/arm64.'],
  ])('does not fit an index with %s', (_, manifests, message) => {
    const declared = { ...index(manifests), platform: parsePlatform('linux/arm64') };
    expect(planIndex([declared], ABSENT, moving)).toMatchObject({
      code: 'PLATFORM_MISMATCH',
      message: expect.stringContaining(message),
    });
  });
});

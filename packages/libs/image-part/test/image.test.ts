import {
  buildPart,
  combineParts,
  digestOf,
  type Part,
  partName,
  readPart,
  renderPart,
} from '@gatehouse/parts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { images, type PartImage } from '../src/index.ts';
import { RUN } from './run.ts';

const IMAGE: PartImage = {
  repository: 'ghcr.io/acme/widgets',
  platform: 'linux/arm64',
  digest: `sha256:${'0a'.repeat(32)}`,
  pushed_at: '2026-12-01T09:30:00Z',
  annotations: { 'org.opencontainers.image.title': 'Widgets = the best' },
};
const TARGET = IMAGE.repository;

const partOf = (
  changes: Partial<PartImage> = {},
  head: { readonly key?: string; readonly attempt?: number } = {},
) => {
  const content = { ...IMAGE, ...changes };
  const { key = content.platform, attempt = 1 } = head;
  return buildPart(
    images,
    { key, target: TARGET, leg: {}, run: { ...RUN, runAttempt: attempt }, content },
    undefined,
  );
};
const found = (part: Part<PartImage>, source = `${part.key}.json`) => ({ part, source });
const combine = (...parts: readonly Part<PartImage>[]) =>
  combineParts(
    images,
    parts.map((part, at) => found(part, `${at}.json`)),
  );

/** A part with something else for its image, its digest made to fit. */
function forged(image: unknown, frame: object = {}): Uint8Array {
  const { digest: _, ...record } = JSON.parse(renderPart(partOf(), images));
  const changed = { ...record, image, ...frame };
  return Buffer.from(JSON.stringify({ ...changed, digest: digestOf(changed) }));
}

describe('the part of an image', () => {
  test('is read back as it was built, under a name that tells the image', () => {
    const part = partOf();
    expect(readPart(Buffer.from(renderPart(part, images)), images, undefined)).toEqual(part);
    expect(partName({ key: part.key, target: part.target, attempt: 1 })).toContain(
      '--of--ghcr.io-acme-widgets--',
    );
    expect(images.render(part.content)).toEqual([`linux/arm64: ghcr.io/acme/widgets@${IMAGE.digest}`]);
  });

  test.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /image: found nothing, expected the record/],
    ['a list', [IMAGE], /image: found .* expected the record/],
    ['a digest that is cut', { ...IMAGE, digest: 'sha256:0a0a' }, /image\.digest: found "sha256:0a0a"/],
    ['a digest in capitals', { ...IMAGE, digest: IMAGE.digest.toUpperCase() }, /image\.digest/],
    ['another algorithm', { ...IMAGE, digest: `sha512:${'0'.repeat(128)}` }, /image\.digest/],
    ['a tag in the repository', { ...IMAGE, repository: 'ghcr.io/acme/widgets:latest' }, /image\.repository/],
    [
      'a digest in the repository',
      { ...IMAGE, repository: `ghcr.io/acme/widgets@${IMAGE.digest}` },
      /image\.repository/,
    ],
    ['a way up', { ...IMAGE, repository: 'ghcr.io/../evil' }, /image\.repository/],
    ['a scheme', { ...IMAGE, repository: 'https://ghcr.io/acme/widgets' }, /image\.repository/],
    [
      'a line break in the repository',
      { ...IMAGE, repository: 'ghcr.io/acme/widgets\n' },
      /image\.repository/,
    ],
    ['an unknown platform', { ...IMAGE, platform: 'unknown/unknown' }, /image\.platform/],
    ['a platform of one word', { ...IMAGE, platform: 'linux' }, /image\.platform/],
    ['a platform that is a path', { ...IMAGE, platform: '../linux/arm64' }, /image\.platform/],
    ['a number for a text', { ...IMAGE, platform: 64 }, /image\.platform: found 64/],
    ['an annotation with a line break', { ...IMAGE, annotations: { a: 'b\nc' } }, /image\.annotations\.a/],
    ['an annotation without a name', { ...IMAGE, annotations: { '': 'x' } }, /image\.annotations/],
    ['a local time', { ...IMAGE, pushed_at: '2026-12-01 09:30' }, /image\.pushed_at/],
    ['an unknown field', { ...IMAGE, tag: 'latest' }, /image: found the unknown field "tag"/],
  ])('is refused with %s', (_, image, message) => {
    expect(() => readPart(forged(image), images, undefined)).toThrow(message);
  });

  test('is refused without a target: parts of two images would meet', () => {
    expect(() => readPart(forged(IMAGE, { target: undefined }), images, undefined)).toThrow(
      /target: found nothing/,
    );
  });

  test('cannot reach a prototype', () => {
    const text = Buffer.from(forged(IMAGE))
      .toString()
      .replace('"annotations":{', '"annotations":{"__proto__":"x",');
    expect(() => readPart(Buffer.from(text), images, undefined)).toThrow(/__proto__/);
  });
});

describe('parts of one image', () => {
  const other = { digest: `sha256:${'0b'.repeat(32)}` };

  test('cover their platforms, whatever the order of arrival', () => {
    const parts = ['linux/amd64', 'linux/arm64', 'linux/s390x'].map((platform, at) =>
      partOf({ platform, digest: `sha256:${String(at).repeat(64)}` }),
    );
    const expected = combine(...parts);
    expect(expected).toMatchObject({
      verdict: 'combined',
      covered: ['linux/amd64', 'linux/arm64', 'linux/s390x'],
    });
    fc.assert(
      fc.property(fc.shuffledSubarray(parts, { minLength: 3 }), (shuffled) => {
        const again = combineParts(
          images,
          shuffled.map((part) => found(part, `${parts.indexOf(part)}.json`)),
        );
        expect(again).toEqual(expected);
      }),
      { seed: 5, numRuns: 20 },
    );
  });

  test('of which two have one platform are a conflict, under whatever keys', () => {
    expect(combine(partOf(), partOf(other, { key: 'arm' }))).toMatchObject({
      verdict: 'conflict',
      conflicts: [
        { kind: 'entry', key: 'linux/arm64', message: expect.stringContaining('with other digest') },
      ],
    });
  });

  test('of which two have one digest are a conflict', () => {
    expect(combine(partOf(), partOf({ platform: 'linux/amd64' }))).toMatchObject({
      verdict: 'conflict',
      conflicts: [{ kind: 'same-bytes' }],
    });
  });

  test('are one where a leg was repeated with the same annotations in another order', () => {
    const one = partOf({ annotations: { a: '1', b: '2' } });
    const same = partOf({ annotations: { b: '2', a: '1' } });
    expect(combine(one, same)).toMatchObject({ verdict: 'combined', items: [{ key: 'linux/arm64' }] });
    const later = { pushed_at: '2026-12-02T00:00:00Z' };
    expect(combine(partOf(), partOf(later))).toMatchObject({ verdict: 'combined' });
    expect(combine(one, partOf({ annotations: { a: '1' } }))).toMatchObject({ verdict: 'conflict' });
  });

  test('of a newer attempt replace those of an older one', () => {
    expect(combine(partOf(), partOf(other, { attempt: 2 }))).toMatchObject({
      verdict: 'combined',
      items: [{ item: other }],
      replaced: [{ keptAttempt: 2, droppedAttempt: 1 }],
    });
  });
});

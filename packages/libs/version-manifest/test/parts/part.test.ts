import { digestOf } from '@gatehouse/parts';
import { describe, expect, test } from 'vitest';
import { forgedEntry, forgedText, readPart, refusal, renderPart, sampleEntry, samplePart } from './sample.ts';

const read = (text: string) => readPart(Buffer.from(text));
const refused = async (text: string) => (await refusal(() => read(text))).message;

describe('a part', () => {
  test('is read back as it was built', () => {
    const part = samplePart();
    expect(read(renderPart(part))).toEqual(part);
  });

  test('has the fields in the order of the contract, two spaces and one final LF', () => {
    const text = renderPart(samplePart());
    expect(Object.keys(JSON.parse(text))).toEqual([
      'schema',
      'kind',
      'key',
      'leg',
      'run',
      'entries',
      'excluded',
      'digest',
    ]);
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
  });

  test('has the same bytes in whatever order its files were found', () => {
    const entries = [sampleEntry(), sampleEntry('3.14.2', 'ppc64le-freethreaded')];
    const about = { key: '3.14.2 / linux / 24.04 / ppc64le', leg: {} };
    const turned = samplePart({ ...about, entries: entries.toReversed() });
    expect(renderPart(turned)).toBe(renderPart(samplePart({ ...about, entries })));
  });

  test('has a digest over everything else, whatever the order of keys and the white space', () => {
    const { digest, ...rest } = JSON.parse(renderPart(samplePart()));
    const turned = Object.fromEntries(Object.entries(rest).toReversed());
    expect(digestOf(turned)).toBe(digest);
  });

  test('fails in its leg where the merge would refuse it', async () => {
    const entries = [{ ...sampleEntry(), arch: 's390x' }];
    expect(
      await refusal(() => samplePart({ key: '3.14.2 / linux / 24.04 / ppc64le', entries })),
    ).toMatchObject({
      code: 'INVALID_PART',
      message: expect.stringMatching(/arch is "s390x", but the leg is for "ppc64le"/),
    });
  });

  test('row 25: has its sha256 in lower case, and a digest that fits', () => {
    const upper = { ...sampleEntry(), sha256: 'AB'.repeat(32) };
    const part = samplePart({ entries: [upper] });
    expect(part.digest).toBe(digestOf(JSON.parse(renderPart(part))));
    expect(part).toMatchObject({ content: [{ sha256: 'ab'.repeat(32) }] });
  });
});

describe('a reader of parts refuses', () => {
  test.each([
    ['row 12: null', 'null', /found null without schema/],
    ['row 12: an empty object', '{}', /found an empty object without schema/],
    ['row 12: an empty list', '[]', /found an empty list without schema/],
    [
      'another version of the contract',
      '{"schema":"gatehouse.part/v2"}',
      /found schema "gatehouse.part\/v2", expected .*v1/,
    ],
    [
      'a changed byte',
      renderPart(samplePart()).replace('48123456', '48123457'),
      /changed after it was written/,
    ],
    [
      'an unknown field',
      forgedText((part) => Object.assign(part, { stable: true })),
      /unknown field "stable"/,
    ],
    [
      'an unknown kind',
      forgedText((part) => Object.assign(part, { kind: 'wheel' })),
      /kind: found "wheel", expected "version-files"/,
    ],
    [
      'a kind that is no name',
      forgedText((part) => Object.assign(part, { kind: '../x' })),
      /kind: found "\.\.\/x", expected the name of a kind/,
    ],
    [
      'a leg with a list',
      forgedText((part) => Object.assign(part, { leg: { a: [1] } })),
      /leg\.a: found \[1\], expected a text/,
    ],
    [
      'a leg with a strange name',
      forgedText((part) => Object.assign(part, { leg: { 'a b': 1 } })),
      /leg.*expected the name of a matrix value/,
    ],
    [
      'a run that is no number',
      forgedText((part) => Object.assign(part, { run: { ...samplePart().run, run_id: '1' } })),
      /run\.run_id: found "1", expected the number/,
    ],
    [
      'a short commit id',
      forgedText((part) => Object.assign(part, { run: { ...samplePart().run, sha: 'b72b9c2' } })),
      /run\.sha: found "b72b9c2", expected a full commit id/,
    ],
    [
      'row 9: a key that is a path',
      forgedText((part) => Object.assign(part, { key: '../../.github/workflows/x' })),
      /key: found .* expected a key such as/,
    ],
    [
      'row 14: a key that every object has',
      forgedText((part) => Object.assign(part, { key: 'toString' })),
      /key: found "toString"/,
    ],
    [
      'an entry twice',
      forgedText((part) => Object.assign(part, { entries: [sampleEntry(), sampleEntry()] })),
      /entries\.1: .* stands here a second time/,
    ],
    [
      'no entry for its own key',
      forgedText((part) => Object.assign(part, { entries: [] })),
      /none is for the part's key/,
    ],
    [
      'a leg of another arch',
      forgedText((part) => Object.assign(part, { leg: { arch: 's390x' } })),
      /the leg is for the arch "s390x", the key for "ppc64le"/,
    ],
    [
      'row 1: an arch that is not in the name',
      forgedEntry({ filename: sampleEntry('3.14.2', 's390x').filename }),
      /names the file/,
    ],
    [
      'row 2: a URL of another file',
      forgedEntry({ download_url: sampleEntry('3.14.2', 's390x').download_url }),
      /names the file/,
    ],
    [
      'row 3: a dash counted wrongly',
      forgedEntry({ arch: '22.04', platform: 'alpha.1', platform_version: 'linux' }),
      /arch is "22.04", which no consumer looks for/,
    ],
    [
      'row 9: a version that is a path',
      forgedEntry({ version: '../../.github/workflows/x' }),
      /version is "\.\.\//,
    ],
    ['row 9: an arch with a NUL', forgedEntry({ arch: 'x64\0' }), /arch is "x64\\u0000"/],
    ['row 14: an arch that every object has', forgedEntry({ arch: 'constructor' }), /arch is "constructor"/],
    ['row 15: PEP 440', forgedEntry({ version: '3.15.0a1' }), /spelling of PEP 440/],
    ['row 15: build metadata', forgedEntry({ version: '3.14.2+b' }), /build metadata/],
    ['row 16: a stable of its own', forgedEntry({ stable: true }), /"stable" is unknown/],
    [
      'row 17: another repository',
      forgedEntry({ download_url: sampleEntry().download_url.replace('acme', 'evil') }),
      /belongs to/,
    ],
    [
      'row 17: a way up',
      forgedEntry({
        download_url: `https://github.com/acme/python-builds/releases/download/../../../evil/x/${sampleEntry().filename}`,
      }),
      /download URL/,
    ],
    [
      'row 17: a user in the URL',
      forgedEntry({ download_url: sampleEntry().download_url.replace('github.com', 'github.com@evil.com') }),
      /download URL/,
    ],
    [
      'row 17: a draft',
      forgedEntry({
        download_url: sampleEntry().download_url.replace('/3.14.2/', '/untagged-0123456789abcdef/'),
      }),
      /draft/,
    ],
    ['row 23: another case', forgedEntry({ arch: 'PPC64LE' }), /write "ppc64le"/],
    ['row 23: a zero-width space', forgedEntry({ arch: 'ppc64le\u200b' }), /write "ppc64le"/],
    [
      'row 24: a number for a text',
      forgedEntry({ platform_version: 22.04 }),
      /platform_version is 22.04; expected a text/,
    ],
    ['row 25: a short sha256', forgedEntry({ sha256: 'abc' }), /sha256 is "abc"/],
  ])('%s', async (_name, text, message) => {
    expect(await refused(text)).toMatch(message);
  });

  test('a message with more than a screen of mistakes', async () => {
    const entries = Array.from({ length: 500 }, () => ({ ...sampleEntry(), arch: 'x'.repeat(5000) }));
    const message = await refused(forgedText((part) => Object.assign(part, { entries })));
    expect(message).toMatch(/; and \d+ more$/);
    expect(message.length).toBeLessThan(3000);
  });
});

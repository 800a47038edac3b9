import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareVersions, isStable, readVersion, sortDescending, type Version } from '../src/versions.ts';

const read = (text: string): Version => {
  const reading = readVersion(text);
  if (reading.kind === 'refused') throw new Error(reading.message);
  return reading.version;
};

test.each(['0.0.0', '3.14.2', '3.15.0-rc.10', '3.15.0-alpha.5', '1.0.0--', '1.0.0-0a', '1.0.0-a-b.1'])(
  '%s is a version',
  (text) => {
    expect(readVersion(text)).toMatchObject({ kind: 'version', version: { version: text } });
  },
);

test.each([
  ['3.13', 'all three numbers are needed'],
  ['3', 'all three numbers are needed'],
  ['v3.13.1', 'without the leading "v"'],
  ['03.1.0', 'without leading zeros'],
  ['3.1.0-01', 'without leading zeros'],
  ['3.15.0a1', 'write 3.15.0-alpha.1'],
  ['3.15rc2', 'write 3.15.0-rc.2'],
  ['3.1.0-', 'expected MAJOR.MINOR.PATCH'],
  ['', 'expected MAJOR.MINOR.PATCH'],
  [' 3.1.0', 'expected MAJOR.MINOR.PATCH'],
  ['3.1.0\n', 'expected MAJOR.MINOR.PATCH'],
  ['__proto__', 'expected MAJOR.MINOR.PATCH'],
  ['../../.github/workflows/x', 'expected MAJOR.MINOR.PATCH'],
  ['3.1.0/..\\y', 'expected MAJOR.MINOR.PATCH'],
  ['٣.1.0', 'expected MAJOR.MINOR.PATCH'],
  ['3.1.9999999999999999', 'expected MAJOR.MINOR.PATCH'],
  [`3.1.0-${'a'.repeat(60)}`, 'at most 64 characters'],
])('%j is refused with what is wrong in it', (text, why) => {
  expect(readVersion(text)).toEqual({
    kind: 'refused',
    code: 'not-semver',
    message: expect.stringContaining(why),
  });
});

test('build metadata is refused, since it stands in conflict with the version without it', () => {
  expect(readVersion('3.13.1+b')).toEqual({
    kind: 'refused',
    code: 'build-metadata',
    message: expect.stringContaining('conflict with "3.13.1"'),
  });
});

test('a pre-release is not stable', () => {
  expect(['3.14.0', '3.14.0-rc.1'].map(isStable)).toEqual([true, false]);
});

test('numbers of a pre-release are compared as numbers', () => {
  expect(compareVersions(read('3.15.0-rc.10'), read('3.15.0-rc.2'))).toBe(1);
});

test('the latest comes first, a release above its pre-releases', () => {
  const texts = [
    '3.9.0',
    '3.15.0-alpha.10',
    '3.15.0-rc.1',
    '3.15.0',
    '3.15.0-alpha.2',
    '3.10.1',
    '3.15.0-beta.1',
  ];
  expect(sortDescending(texts.map((version) => ({ version }))).map(({ version }) => version)).toEqual([
    '3.15.0',
    '3.15.0-rc.1',
    '3.15.0-beta.1',
    '3.15.0-alpha.10',
    '3.15.0-alpha.2',
    '3.10.1',
    '3.9.0',
  ]);
});

const identifier = fc.oneof(fc.nat(30).map(String), fc.constantFrom('alpha', 'beta', 'rc', 'x-1', '-', '0a'));
const version = fc
  .tuple(fc.nat(12), fc.nat(12), fc.nat(3), fc.array(identifier, { maxLength: 3 }))
  .map(([a, b, c, pre]) => `${a}.${b}.${c}${pre.length > 0 ? `-${pre.join('.')}` : ''}`);

test('sorting agrees with the order of SemVer, and equal precedence means equal texts', () => {
  fc.assert(
    fc.property(fc.array(version, { maxLength: 20 }), (texts) => {
      const sorted = sortDescending(texts.map((text) => ({ version: text }))).map((item) =>
        read(item.version),
      );
      for (const [index, later] of sorted.slice(1).entries()) {
        const earlier = sorted[index] as Version;
        const order = compareVersions(earlier, later);
        expect(order === 0 ? earlier.version === later.version : order === 1).toBe(true);
      }
    }),
    { seed: 20260815 },
  );
});

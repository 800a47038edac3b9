import { expect, test } from 'vitest';
import { keyOf, parseKey } from '../src/index.ts';
import { parse, UPSTREAM } from './real.ts';

test('a key has four words with a platform version and three without', () => {
  const key = { version: '3.14.2', platform: 'linux', platform_version: '24.04', arch: 'ppc64le' };
  expect(keyOf(key)).toBe('3.14.2 / linux / 24.04 / ppc64le');
  expect(keyOf({ ...key, platform_version: null })).toBe('3.14.2 / linux / ppc64le');
});

test('every real key is read back', () => {
  const keys = parse(UPSTREAM).flatMap(({ version, files }) =>
    files.map((file) => keyOf({ ...file, version })),
  );
  expect(
    keys.filter((key) => keyOf(parseKey(key) ?? { version: '', platform: '', arch: '' }) !== key),
  ).toEqual([]);
});

test.each([
  '',
  '3.14.2',
  '3.14.2/linux/x64',
  '3.14 / linux / x64',
  '3.14.2 / linux / x64 / ',
  '3.14.2 / linux / 24.04 / x64 / y',
  '3.14.2 / linux /  / x64',
  '3.14.2 / __proto__ / x64',
  '3.14.2 / linux / ../.. / x64',
])('%j is no key', (text) => {
  expect(parseKey(text)).toBeUndefined();
});

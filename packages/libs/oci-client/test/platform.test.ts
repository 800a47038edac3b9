import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ARCHITECTURE_NAMES,
  architectureOf,
  formatPlatform,
  isKnownArchitecture,
  isKnownPlatform,
  normalizePlatform,
  parseBuildPlatform,
  parsePlatform,
  platformKey,
} from '../src/index.ts';

/** Every row of containerd's normalization, with both spellings of the letters. */
it.each([
  ['i386', '', '386'],
  ['i386', 'v1', '386'],
  ['386', '', '386'],
  ['x86_64', '', 'amd64'],
  ['x86-64', '', 'amd64'],
  ['X86_64', '', 'amd64'],
  ['amd64', '', 'amd64'],
  ['amd64', 'v1', 'amd64'],
  ['amd64', 'V1', 'amd64'],
  ['amd64', 'v2', 'amd64/v2'],
  ['x86_64', 'v3', 'amd64/v3'],
  ['aarch64', '', 'arm64'],
  ['AArch64', '', 'arm64'],
  ['arm64', '', 'arm64'],
  ['arm64', '8', 'arm64'],
  ['arm64', 'v8', 'arm64'],
  ['arm64', 'v8.0', 'arm64'],
  ['aarch64', 'v8', 'arm64'],
  ['arm64', 'v8.1', 'arm64/v8.1'],
  ['arm64', '9', 'arm64/v9'],
  ['arm64', '9.0', 'arm64/v9'],
  ['arm64', 'v9.0', 'arm64/v9'],
  ['arm64', 'v9', 'arm64/v9'],
  ['armhf', '', 'arm/v7'],
  ['armhf', 'v6', 'arm/v7'],
  ['armel', '', 'arm/v6'],
  ['armel', 'v7', 'arm/v6'],
  ['arm', '', 'arm/v7'],
  ['arm', '7', 'arm/v7'],
  ['arm', 'v7', 'arm/v7'],
  ['arm', '5', 'arm/v5'],
  ['arm', '6', 'arm/v6'],
  ['arm', '8', 'arm/v8'],
  ['arm', 'v5', 'arm/v5'],
  ['arm', 'v6', 'arm/v6'],
  ['ppc64le', '', 'ppc64le'],
  ['s390x', '', 's390x'],
  ['riscv64', '', 'riscv64'],
  ['loong64', '', 'loong64'],
  ['mips64le', '', 'mips64le'],
  ['wasm', '', 'wasm'],
  ['constructor', '', 'constructor'],
])('%s with the variant "%s" is %s', (architecture, variant, expected) => {
  expect(platformKey({ os: 'linux', architecture, variant })).toBe(`linux/${expected}`);
});

it('systems, versions and features have one form', () => {
  expect(normalizePlatform({ os: 'macOS', architecture: 'arm64' })).toEqual({
    os: 'darwin',
    architecture: 'arm64',
  });
  expect(
    normalizePlatform({
      os: 'Windows',
      architecture: 'amd64',
      osVersion: '',
      osFeatures: ['b', '', 'a', 'b'],
    }),
  ).toEqual({
    os: 'windows',
    architecture: 'amd64',
    osFeatures: ['a', 'b'],
  });
});

it.each([
  ['linux/amd64', 'linux/amd64'],
  ['Linux/x86_64', 'linux/amd64'],
  ['linux/arm', 'linux/arm/v7'],
  ['linux/arm/v6', 'linux/arm/v6'],
  ['linux/arm64/v8', 'linux/arm64'],
  ['linux/arm64/v9', 'linux/arm64/v9'],
  ['darwin/arm64', 'darwin/arm64'],
  ['windows(10.0.17763)/amd64', 'windows(10.0.17763)/amd64'],
  ['windows(10.0.17763+win32k)/amd64', 'windows(10.0.17763+win32k)/amd64'],
  ['windows/amd64:10.0.17763', 'windows(10.0.17763)/amd64'],
  ['windows/amd64,osver=10.0.17763', 'windows(10.0.17763)/amd64'],
  ['windows/amd64, osversion=10.0.17763', 'windows(10.0.17763)/amd64'],
  ['linux(+gpu+simd)/amd64', 'linux(+gpu+simd)/amd64'],
  ['linux(+unsorted+erofs)/amd64', 'linux(+erofs+unsorted)/amd64'],
  ['windows(10.0.17763%2Bbuild.42)/amd64', 'windows(10.0.17763%2Bbuild.42)/amd64'],
  ['windows(50%25done)/amd64', 'windows(50%25done)/amd64'],
  ['windows()/amd64', 'windows/amd64'],
])('%s is read as %s', (text, expected) => {
  expect(formatPlatform(parsePlatform(text))).toBe(expected);
});

it.each([
  '',
  'linux',
  'amd64',
  '*',
  'linux/*',
  '/linux/arm',
  'linux/arm/',
  'linux /arm',
  'linux/&arm',
  'linux/arm/foo/bar',
  'windows(10.0/amd64',
  'windows(10)/amd64:11',
  'windows(%zz)/amd64',
  `linux/${'a'.repeat(600)}`,
])('"%s" is refused', (text) => {
  expect(() => parsePlatform(text)).toThrow('as a platform');
});

describe('a platform', () => {
  const word = fc.stringMatching(/^[a-z0-9_.-]{1,8}$/);
  const option = fc.string({ minLength: 1, maxLength: 8 });
  const platform = fc
    .record({
      os: fc.stringMatching(/^[a-z0-9_-]{1,8}$/),
      architecture: fc.oneof(word, fc.constantFrom(...ARCHITECTURE_NAMES)),
      variant: fc.option(word, { nil: undefined }),
      osVersion: fc.option(option, { nil: undefined }),
      osFeatures: fc.array(option, { maxLength: 3 }),
    })
    .map(({ variant, osVersion, ...rest }) =>
      normalizePlatform({
        ...rest,
        ...(variant !== undefined && { variant }),
        ...(osVersion !== undefined && { osVersion }),
      }),
    );

  it('in its normal form is read back from its text as it was', () => {
    fc.assert(fc.property(platform, (one) => void expect(parsePlatform(formatPlatform(one))).toEqual(one)));
  });

  it('has one normal form', () => {
    fc.assert(fc.property(platform, (one) => void expect(normalizePlatform(one)).toEqual(one)));
  });

  it('of any text is read, or refused with a word of what is wrong', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        try {
          expect(typeof platformKey(parsePlatform(text))).toBe('string');
        } catch (thrown) {
          expect(thrown).toMatchObject({ code: 'INVALID_PLATFORM' });
        }
      }),
    );
  });

  it('unknown/unknown is not known', () => {
    expect(isKnownPlatform({ os: 'unknown', architecture: 'unknown' })).toBe(false);
    expect(isKnownPlatform({ os: 'linux', architecture: '' })).toBe(false);
    expect(isKnownPlatform({ os: 'linux', architecture: 'amd64' })).toBe(true);
  });
});

it.each([
  ['x86_64', 'linux/amd64'],
  ['aarch64', 'linux/arm64'],
  ['ppc64le', 'linux/ppc64le'],
  ['ppc64el', 'linux/ppc64le'],
  ['s390x', 'linux/s390x'],
  ['i386', 'linux/386'],
  ['i586', 'linux/386'],
  ['i686', 'linux/386'],
  ['armhf', 'linux/arm/v7'],
  ['armhfp', 'linux/arm/v7'],
  ['armv7hl', 'linux/arm/v7'],
  ['armv7l', 'linux/arm/v7'],
  ['armv6l', 'linux/arm/v6'],
  ['armel', 'linux/arm/v6'],
  ['armv5tel', 'linux/arm/v5'],
  ['mips64el', 'linux/mips64le'],
  ['mipsel', 'linux/mipsle'],
  ['riscv64', 'linux/riscv64'],
  ['loongarch64', 'linux/loong64'],
  ['linux/i686', 'linux/386'],
  ['linux/x86_64', 'linux/amd64'],
  ['linux/arm/v6', 'linux/arm/v6'],
  ['linux/arm', 'linux/arm/v7'],
  ['darwin/aarch64', 'darwin/arm64'],
  ['windows(10.0.20348)/x86_64', 'windows(10.0.20348)/amd64'],
])('a build for %s is one for %s', (text, expected) => {
  expect(platformKey(parseBuildPlatform(text))).toBe(expected);
});

it.each(['x86_65', 'linux/pdp11', '__proto__', 'linux/constructor'])('a build for %s is an error', (text) => {
  expect(() => parseBuildPlatform(text)).toThrow('as an architecture');
});

it('every name that a build may use means an architecture of the image spec', () => {
  const strange = ARCHITECTURE_NAMES.map((name) => architectureOf(name).architecture).filter(
    (one) => !isKnownArchitecture(one),
  );
  expect(strange).toEqual([]);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesGlob, parseGlob, seriesOf } from '../src/glob.ts';

test.each([
  ['3.13.0', '3.13.0'],
  ['3.13.*', '3.13.5'],
  ['3.*.5', '3.13.5'],
  ['*.13.0', '3.13.0'],
  ['*.13.0', '2.13.0'],
  ['*.*.*', '3.13.5'],
  ['3.1*', '3.13.0'],
  ['3.1*', '3.12.5'],
  ['3.*', '3.14.2'],
  ['*', '3.15.0-rc.10'],
  ['3.15.*', '3.15.0-rc.1'],
  ['*-rc.*', '3.15.0-rc.1'],
])('%s matches %s', (glob, version) => {
  expect(matchesGlob(glob, version)).toBe(true);
});

test.each([
  ['3.13.*', '3.12.5'],
  ['3.*.5', '3.13.6'],
  ['3.1.*', '3.13.0'],
  ['3.13.0', '3.13.01'],
  ['3.13.0', '3x13y0'],
  ['3.*.*.*', '3.13.5'],
  ['3.13.*.13.0', '3.13.0'],
])('%s does not match %s', (glob, version) => {
  expect(matchesGlob(glob, version)).toBe(false);
});

test('a glob matches what the regular expression of its pieces matches', () => {
  const text = fc.string({ unit: fc.constantFrom('1', '.', '-', 'a'), maxLength: 8 });
  const glob = fc.string({ unit: fc.constantFrom('1', '.', '*', 'a'), maxLength: 6 });
  fc.assert(
    fc.property(glob, text, (pattern, version) => {
      const form = pattern.split('*').map(escapeDots).join('.*');
      expect(matchesGlob(pattern, version)).toBe(new RegExp(`^(?:${form})$`).test(version));
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test('a glob of many stars ends in linear time on a text that almost matches', () => {
  expect(matchesGlob(`${'*1'.repeat(5_000)}x`, '1'.repeat(100_000))).toBe(false);
});

test.each([
  ['v3.13.*', '3.13.*'],
  ['3.10', 'Write 3.10.* for every version of 3.10.'],
  ['v3', 'Write 3.* for every version of 3.'],
  ['>=3.13', 'a glob such as 3.14.*'],
  ['stable', 'a glob such as 3.14.*'],
  ['3.14.*; rm -rf /', 'a glob such as 3.14.*'],
  ['', 'a glob such as 3.14.*'],
  [`3.${'*'.repeat(80)}`, 'a glob such as 3.14.*'],
])('%j is refused as a glob, with advice', (text, advice) => {
  expect(() => parseGlob(text)).toThrow(advice);
});

test('the series of a version shares its major and minor number', () => {
  expect(['3.14.5', '3.15.0-rc.1'].map(seriesOf)).toEqual(['3.14.*', '3.15.*']);
});

const escapeDots = (piece: string) => piece.replaceAll('.', '\\.');

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { didYouMean, nearest } from '../src/nearest.ts';

test.each([
  ['release-typs', ['release-types', 'variants'], 'release-types'],
  ['RELEASE', ['release', 'releases'], 'release'],
  ['pyp', ['pypi'], 'pypi'],
  ['xyz', ['abc', 'pypi'], undefined],
  ['ab', ['cd'], undefined],
  ['', ['a'], undefined],
  ['a', [], undefined],
])('%j among %j means %j', (name, known, meant) => {
  expect(nearest(name, known)).toBe(meant);
});

test('a slip of one letter in a name is understood', () => {
  const name = fc.stringMatching(/^[a-z]{5,12}$/);
  fc.assert(
    fc.property(name, fc.nat(), fc.constantFrom('0', '-'), (right, at, letter) => {
      const place = at % right.length;
      const slip = right.slice(0, place) + letter + right.slice(place + 1);
      expect(nearest(slip, ['________________', right])).toBe(right);
    }),
    { seed: 4, numRuns: 200 },
  );
});

test('a very long name takes no long time', () => {
  expect(nearest('a'.repeat(1e6), ['a'.repeat(64)])).toBe('a'.repeat(64));
});

test('the end of a message quotes what is meant, or is nothing', () => {
  expect(didYouMean('stabel', ['stable'])).toBe(' Did you mean "stable"?');
  expect(didYouMean('x', ['stable'])).toBe('');
});

import { expect, it } from 'vitest';
import { fits } from '../src/pattern.ts';

it.each([
  ['v[0-9]*.[0-9]*.[0-9]*', 'v1.2.3', true],
  ['v[0-9]*.[0-9]*.[0-9]*', 'v10.20.30', true],
  ['v[0-9]*.[0-9]*.[0-9]*', 'v1.2.3-rc.1', true],
  ['v[0-9]*.[0-9]*.[0-9]*', 'v1.2', false],
  ['v[0-9]*.[0-9]*.[0-9]*', 'archive/v1.2.3', false],
  ['*', 'main', true],
  ['*', 'release/1', false],
  ['release/*', 'release/1', true],
  ['release/*', 'release/1/2', false],
  ['release/*/*', 'release/1/2', true],
  ['**/v*', 'a/b/v1', true],
  ['**/v*', 'v1', true],
  ['**', 'a/b', false],
  ['v?', 'v1', true],
  ['v?', 'v/', false],
  ['v[!0-9]', 'va', true],
  ['v[!0-9]', 'v1', false],
  ['v[^a]', 'va', false],
  ['v[a-c-]', 'v-', true],
  ['v\\*', 'v*', true],
  ['v\\*', 'v1', false],
  ['v[', 'v[', true],
  ['a.c', 'abc', false],
  ['a*b*c', 'aXbYbZc', true],
  ['a*b*c', 'aXbYbZ', false],
])('the pattern %s on %s: %s', (pattern, name, expected) => {
  expect(fits(pattern, name)).toBe(expected);
});

it('a pattern of many stars is soon over', () => {
  expect(fits(`${'*a'.repeat(60)}b`, 'a'.repeat(255))).toBe(false);
});

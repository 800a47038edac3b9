import { expect, test } from 'vitest';
import { releaseTypeOf } from '../src/release-type.ts';

test.each([
  ['3.9.0-alpha.1', 'alpha'],
  ['3.9.0-alpha', 'alpha'],
  ['3.10.0-beta.2', 'beta'],
  ['3.10.0-beta', 'beta'],
  ['3.11.0-rc.1', 'rc'],
  ['3.11.0-rc1', 'rc'],
  ['3.11.0-rc', 'rc'],
  ['3.10.0-rc.1.2.3', 'rc'],
  ['3.13.0', 'stable'],
  ['3.12.5', 'stable'],
  ['999.999.999', 'stable'],
])('%s is a release of type %s', (version, type) => {
  expect(releaseTypeOf(version)).toBe(type);
});

test.each([
  '3.15.0-dev.1',
  '3.15.0-stable',
  '3.15.0-alphabet.1',
  '3.15.0-1',
  '3.9.0alpha',
  '3.11.0rc',
  'invalid',
  '',
])('%j has no release type and so is never taken for a stable one', (version) => {
  expect(releaseTypeOf(version)).toBeUndefined();
});

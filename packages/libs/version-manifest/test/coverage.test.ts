import { expect, test } from 'vitest';
import { coverage, mergeIntoManifest } from '../src/index.ts';
import { report } from './real.ts';

const key = (version: string, arch: string, pinned = '24.04') => `${version} / linux / ${pinned} / ${arch}`;

test('versions by targets, with what is new, replaced, kept, lost, missing and failed', () => {
  const picture = coverage(
    [
      { key: key('3.14.2', 's390x'), state: 'replaced' },
      { key: key('3.14.2', 'ppc64le'), state: 'kept' },
      { key: key('3.14.2', 'ppc64le', '22.04'), state: 'lost' },
      { key: key('3.15.0-rc.10', 's390x'), state: 'added' },
      { key: key('3.15.0-rc.2', 's390x'), state: 'unchanged' },
    ],
    { missing: [key('3.15.0-rc.10', 'ppc64le')], failed: [key('3.15.0-rc.2', 'ppc64le')] },
  );
  expect(picture).toEqual({
    targets: [
      { platform: 'linux', platform_version: '22.04', arch: 'ppc64le' },
      { platform: 'linux', platform_version: '24.04', arch: 'ppc64le' },
      { platform: 'linux', platform_version: '24.04', arch: 's390x' },
    ],
    rows: [
      { version: '3.15.0-rc.10', cells: [undefined, 'missing', 'new'] },
      { version: '3.15.0-rc.2', cells: [undefined, 'failed', 'kept'] },
      { version: '3.14.2', cells: ['lost', 'kept', 'replaced'] },
    ],
    counts: { new: 1, replaced: 1, kept: 2, lost: 1, missing: 1, failed: 1 },
  });
});

test('a leg that failed shows as failed even where its earlier file is still published', () => {
  const changes = [{ key: key('3.14.2', 's390x'), state: 'kept' }] as const;
  expect(
    coverage(changes, { missing: [key('3.14.2', 's390x')], failed: [key('3.14.2', 's390x')] }).rows,
  ).toEqual([{ version: '3.14.2', cells: ['failed'] }]);
});

test('versions of a platform stand in the order of their numbers', () => {
  const changes = ['10', '9'].map(
    (pinned) => ({ key: `3.14.2 / rhel / ${pinned} / x64`, state: 'added' }) as const,
  );
  expect(coverage(changes).targets.map(({ platform_version }) => platform_version)).toEqual(['9', '10']);
});

test('a merge gives the picture', () => {
  const outcome = mergeIntoManifest([], [report('3.14.2', 's390x')], { onPublished: 'error' });
  expect(coverage(outcome.kind === 'merged' ? outcome.changes : []).counts.new).toBe(1);
});

test('a text that is no key is left out', () => {
  expect(coverage([], { missing: ['__proto__', 'x'] }).rows).toEqual([]);
});

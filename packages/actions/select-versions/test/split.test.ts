import { isActionError } from '@gatehouse/action-kit';
import { expect, test } from 'vitest';
import type { Row } from '../src/matrix.ts';
import { checkSize, splitBySeries } from '../src/split.ts';

/** `count` rows for `versions` of each series: one version for each arch and platform version. */
function rows(series: Readonly<Record<string, number>>): Row[] {
  return Object.entries(series).flatMap(([minor, count]) =>
    Array.from({ length: count }, (_, patch): Row => {
      const version = `${minor}.${Math.floor(patch / 4)}`;
      const arch = patch % 2 === 0 ? 'ppc64le' : 's390x';
      const target = patch % 4 < 2 ? '22.04' : '24.04';
      const fields = { tag: version, version, arch, variant: 'default', platform: 'linux' } as const;
      return {
        ...fields,
        'base-arch': arch,
        'platform-version': target,
        runner: 'x',
        key: `${minor}/${patch}`,
      };
    }),
  );
}

function refusal(series: Readonly<Record<string, number>>, maxRows = 256) {
  try {
    checkSize(rows(series), maxRows);
  } catch (error) {
    if (isActionError(error)) return error;
  }
  return undefined;
}

test('256 rows are taken, as many as GitHub makes jobs of', () => {
  expect(refusal({ 3.14: 256 })).toBeUndefined();
});

test('257 rows are refused before GitHub refuses them', () => {
  expect(refusal({ 3.14: 257 })?.code).toBe('TOO_MANY_ROWS');
});

test('the refusal multiplies out what was found', () => {
  expect(refusal({ 3.14: 320 })?.message).toBe(
    'Found 320 rows (80 versions × 2 arches × 2 platform versions, without what is published or excluded), expected at most 256.',
  );
});

test('the refusal names filters that fit, with their rows', () => {
  const { hint = '' } = refusal({ 3.14: 100, 3.13: 120, 3.12: 60, 3.11: 196 }) ?? {};
  expect(hint.split('\n').slice(1, -1)).toEqual([
    '  version: [3.14.*, 3.13.*] makes 220 rows',
    '  version: [3.12.*, 3.11.*] makes 256 rows',
  ]);
});

test('a series that is too large by itself is told what else to split', () => {
  expect(refusal({ 3.14: 300 })?.hint).toContain(
    '3.14.*] makes 300 rows, too many still: split its arches or platform versions as well',
  );
});

test('a limit of one’s own counts as well', () => {
  expect(splitBySeries(rows({ 3.14: 20, 3.13: 20, 3.12: 20 }), 40)).toEqual([
    { globs: ['3.14.*', '3.13.*'], rows: 40 },
    { globs: ['3.12.*'], rows: 20 },
  ]);
});

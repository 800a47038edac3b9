import type { Snapshot } from '@gatehouse/git-writer';
import { keyOf, parseLayout } from '@gatehouse/version-manifest';
import { expect, test } from 'vitest';
import { findAbsent } from '../src/prove.ts';
import { MATRIX, PPC, rebuilt, S390X } from './legs.ts';
import { ROOT, setUpFolder } from './scene.ts';

/** A commit that holds what `text` says, and nothing else. */
const snapshotOf = (text: string | undefined): Snapshot => ({
  head: 'c0ffee'.padEnd(40, '0'),
  read: async (path) => (path === ROOT && text !== undefined ? Buffer.from(text) : undefined),
  list: async () => [],
  history: async () => [],
});

const absent = (text: string | undefined) => findAbsent(snapshotOf(text), MATRIX, parseLayout('root'));

test('a commit that holds every entry is proved', async () => {
  await using stand = await setUpFolder();
  await stand.merge({ files: MATRIX });
  expect(await absent(await stand.text())).toEqual([]);
});

test('an entry that is not there, or has another address, is named', async () => {
  await using stand = await setUpFolder();
  await stand.merge({ files: [...MATRIX.filter((file) => file !== S390X && file !== PPC), rebuilt(PPC)] });
  expect(await absent(await stand.text())).toEqual([keyOf(PPC), keyOf(S390X)]);
});

test.each([[undefined], ['[]'], ['not JSON']])('of the manifest %j every entry is absent', async (text) => {
  expect(await absent(text)).toEqual(MATRIX.map(keyOf).toSorted());
});

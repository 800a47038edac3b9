import { expect, test } from 'vitest';
import { offlineFindings } from '../../packages/cli/src/pin/check-pins.ts';
import { readPinned } from '../../packages/cli/src/pin/pinned-repository.ts';
import { repositoryRoot } from '../../tools/repository.ts';

test('the inputs of every pin of the catalogue are kept, at the commit of the catalogue', () => {
  const pinned = readPinned(repositoryRoot);
  expect(pinned.pins.size).toBeGreaterThan(0);
  expect(offlineFindings(pinned)).toEqual([]);
});

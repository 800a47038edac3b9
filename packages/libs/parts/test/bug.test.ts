import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { isBug } from '../src/bug.ts';

const thrownBy = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

test.each([
  thrownBy(() => (undefined as unknown as { id: string }).id),
  thrownBy(() => new Array(-1)),
  thrownBy(() => JSON.parse('{')),
])('H16: %s is a bug', (error) => {
  expect(isBug(error)).toBe(true);
});

test.each([
  thrownBy(() => inflateRawSync(Buffer.from('no archive'))),
  thrownBy(() => inflateRawSync(Buffer.from('4bc1', 'hex'), { maxOutputLength: 0 })),
  new TypeError('fetch failed', { cause: new Error('other side closed') }),
  new Error('Failed to ListArtifacts: …'),
  'text',
])('H16: %s is none', (error) => {
  expect(isBug(error)).toBe(false);
});

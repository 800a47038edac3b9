import { expect, it } from 'vitest';
import { parseDigestList } from '../src/index.ts';
import { digestFor } from './sources.ts';

const [a, b] = [digestFor('a'), digestFor('b')].sort() as [string, string];

it.each([
  ['commas', `${b},${a}`],
  ['spaces and newlines', `  ${b}\n\t${a} \n`],
  ['empty entries', `,${a},,${b},`],
  ['duplicates', `${a},${b},${a}`],
])('a list of digests is a set: %s', (_what, text) => {
  expect(parseDigestList(text)).toEqual([a, b]);
});

it.each([
  ['nothing', ''],
  ['blanks', ' , \n'],
  ['a tag', 'latest'],
  ['a short digest', 'sha256:0123'],
  ['upper case', a.toUpperCase()],
  ['another algorithm', `sha512:${'0'.repeat(128)}`],
  ['a reference', `ghcr.io/acme/widgets@${a}`],
  ['a digest with a tail', `${a}0`],
])('a list with %s is refused', (_what, text) => {
  expect(() => parseDigestList(text)).toThrow('expected "sha256:" and 64 lowercase hexadecimal digits');
});

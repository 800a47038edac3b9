import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partName as nameOf } from '../src/index.ts';
import { refusal } from './sample.ts';

const partName = (key: string, attempt: number, target: string | null = null) =>
  nameOf({ key, target, attempt });

describe('the name of a part', () => {
  test('tells its key and its attempt', () => {
    expect(partName('3.14.2 / linux / 24.04 / ppc64le', 2)).toBe(
      'manifest-part--3.14.2_linux_24.04_ppc64le--2',
    );
  });

  test('gets eight digits where something is lost', () => {
    expect(partName('linux/arm64', 1)).toMatch(/^manifest-part--linux-arm64--[0-9a-f]{8}--1$/);
  });

  test('is an artifact and a file name on every system, of bounded length', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 300, unit: 'binary' }),
        fc.integer({ min: 1, max: 9999 }),
        (key, attempt) => {
          expect(partName(key, attempt)).toMatch(/^manifest-part--[a-z0-9._-]{1,120}--\d+$/);
        },
      ),
      { seed: 11, numRuns: 1000 },
    );
  });

  test('differs for two keys or two attempts, also where case is lost', () => {
    const word = fc.stringMatching(/^[aA_.-]{1,3}$/);
    const key = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' / '));
    const attempt = fc.integer({ min: 1, max: 3 });
    fc.assert(
      fc.property(key, attempt, key, attempt, (a, m, b, n) => {
        const same = a === b && m === n;
        expect(partName(a, m).toLowerCase() === partName(b, n).toLowerCase()).toBe(same);
      }),
      { seed: 12, numRuns: 5000 },
    );
  });

  test.each([
    ['', 1],
    ['a', 0],
    ['a', 1.5],
  ])('is refused for the key %j and the attempt %j', async (key, attempt) => {
    expect((await refusal(() => partName(key, attempt))).code).toBe('INVALID_PART');
  });

  test('tells its target, and two targets never share a name', () => {
    expect(partName('linux/arm64', 2, 'ghcr.io/acme/widgets')).toMatch(
      /^manifest-part--linux-arm64--[0-9a-f]{8}--of--ghcr\.io-acme-widgets--[0-9a-f]{8}--2$/,
    );
    const word = fc.stringMatching(/^[aA_.-]{1,3}$/);
    const target = fc.option(word);
    fc.assert(
      fc.property(word, target, word, target, (a, s, b, t) => {
        const same = a === b && s === t;
        expect(partName(a, 1, s).toLowerCase() === partName(b, 1, t).toLowerCase()).toBe(same);
      }),
      { seed: 13, numRuns: 5000 },
    );
  });
});

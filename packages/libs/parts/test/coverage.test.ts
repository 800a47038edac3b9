import { describe, expect, test } from 'vitest';
import { judgeCoverage, parseExpectedKeys, parsePolicy } from '../src/index.ts';

const ALL = { kind: 'require-all' } as const;
const ANY = { kind: 'allow-missing' } as const;
const atLeast = (count: number) => ({ kind: 'at-least', count }) as const;

describe('the outcome of a merge', () => {
  test.each([
    ['complete', ['a', 'b'], ['b', 'a'], ALL, true],
    ['row 20: partial and refused', ['a', 'b'], ['a'], ALL, false],
    ['row 20: partial and let through', ['a', 'b'], ['a'], ANY, true],
    ['row 20: partial with enough', ['a', 'b', 'c'], ['a', 'b'], atLeast(2), true],
    ['row 20: partial with too few', ['a', 'b', 'c'], ['a'], atLeast(2), false],
    ['partial, the unexpected not counted', ['a', 'b'], ['a', 'x', 'y'], atLeast(2), false],
    ['complete with an unexpected key', ['a'], ['a', 'x'], ALL, true],
    ['complete where nothing was declared', undefined, ['a'], ALL, true],
    ['complete, but fewer than wanted', undefined, ['a'], atLeast(2), false],
    ['row 19: empty', ['a'], [], ANY, false],
    ['row 19: empty where nothing was declared', undefined, [], ALL, false],
    ['row 19: empty with nothing expected', [], [], ALL, false],
  ])('%s', (name, expected, covered, policy, mayWrite) => {
    const outcome = ['complete', 'partial', 'empty'].find((word) =>
      name.replace(/^row \d+: /, '').startsWith(word),
    );
    expect(judgeCoverage(expected, covered, policy)).toMatchObject({ outcome, mayWrite });
  });

  test('row 19: may be empty only where that is allowed', () => {
    expect(judgeCoverage(['a'], [], ALL, true)).toMatchObject({
      outcome: 'empty',
      mayWrite: true,
      missing: ['a'],
    });
  });

  test('names what is missing and what is unexpected, sorted, each once', () => {
    const coverage = judgeCoverage(['c', 'b', 'a', 'a'], ['z', 'b', 'y', 'b'], ANY);
    expect(coverage).toMatchObject({ covered: ['b', 'y', 'z'], missing: ['a', 'c'], unexpected: ['y', 'z'] });
  });

  test('comes with its reason', () => {
    expect(judgeCoverage(['a', 'b'], ['a'], ALL).reason).toBe(
      '1 of 2 expected keys are there; the policy require-all wants every one.',
    );
  });
});

describe('a policy', () => {
  test.each([
    ['require-all', ALL],
    ['allow-missing', ANY],
    ['at-least: 3', atLeast(3)],
    ['at-least:12', atLeast(12)],
    ['at-least: 0', undefined],
    ['at-least: -1', undefined],
    ['at-least: 1e3', undefined],
    ['at-least', undefined],
    ['Require-All', undefined],
    ['', undefined],
  ])('%j', (text, policy) => {
    expect(parsePolicy(text)).toEqual(policy);
  });
});

describe('the expected keys', () => {
  const KEY = '3.14.2 / linux / 24.04 / ppc64le';

  test.each([
    ['a JSON list', `["${KEY}", "linux/arm64"]`, [KEY, 'linux/arm64']],
    ['one key a line', `# from the plan\n\n  ${KEY}\r\nlinux/arm64\n`, [KEY, 'linux/arm64']],
    ['an empty list', '[]', []],
    ['a list of numbers', '[1]', undefined],
    ['an object', '{"a":1}', undefined],
    ['a list that ends early', '["a"', undefined],
    ['row 9: a way up', '../../x', undefined],
    ['row 14: the name of a method', 'toString', undefined],
    ['a control character', 'a\u0007b', undefined],
  ])('are read from %s', (_name, text, keys) => {
    expect(parseExpectedKeys(text)).toEqual(keys);
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quote, quoteLines, quoteList } from '../src/index.ts';

/** What would move the cursor, end the line, or turn the direction of the text around. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

test('whatever comes in, one safe line of bounded length comes out', () => {
  fc.assert(
    fc.property(fc.anything(), fc.string({ unit: 'binary' }), (value, text) => {
      for (const quoted of [quote(value), quote(text)]) {
        expect(quoted).not.toMatch(UNSAFE);
        expect(quoted.length).toBeLessThan(250);
      }
    }),
    { seed: 11, numRuns: 500 },
  );
});

test.each([
  ['\u001b[31m::error::', '"\\u001b[31m::error::"'],
  ['a\nb', '"a\\nb"'],
  ['a\u202eb\u2066c', '"a\\u202eb\\u2066c"'],
  ['soft\u00adhyphen', '"soft\\u00adhyphen"'],
  ['tag\u{e0041}', '"tag\\u{e0041}"'],
])('%j is escaped', (raw, quoted) => {
  expect(quote(raw)).toBe(quoted);
});

test('a function or an object with lines of its own stays on one line', () => {
  const circle: Record<string, unknown> = { toString: () => 'a\n::error::b' };
  circle.self = circle;
  expect(quote(circle)).toBe('a\\u000a::error::b');
});

test('the older form of a workflow command, which counts anywhere in a line, is broken', () => {
  expect(quote('##[set-output name=changed]true')).toBe('"#\\u0023[set-output name=changed]true"');
});

test('no line of a text of several lines can be a command', () => {
  expect(quoteLines('Error: a\r\n::error::b\r ##[warning]c\n')).toBe(
    '| Error: a\n| ::error::b\n|  #\\u0023[warning]c\n| ',
  );
});

test('a text is quoted, anything else is JSON', () => {
  expect([quote('3'), quote(3), quote(null), quote(undefined), quote({ a: [1] })]).toEqual([
    '"3"',
    '3',
    'null',
    'undefined',
    '{"a":[1]}',
  ]);
});

test('what JSON cannot say is still told', () => {
  const circle: Record<string, unknown> = {};
  circle.self = circle;
  expect([quote(circle), quote(12n)]).toEqual(['[object Object]', '12']);
});

test('a value that cannot even be turned into a text is still told', () => {
  expect(quote({ toJSON: () => undefined, toString: null, valueOf: null })).toBe('[object Object]');
});

test('a cut never stands inside a character', () => {
  expect(quote('😀'.repeat(200)).isWellFormed()).toBe(true);
});

test('a list is cut, and says by how much', () => {
  expect(quoteList(['a', 'b', 'c'])).toBe('"a", "b", "c"');
  expect(quoteList(['a', 'b', 'c'], 2)).toBe('"a", "b" and 1 more');
});

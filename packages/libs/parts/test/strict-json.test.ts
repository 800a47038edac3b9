import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseStrictJson } from '../src/index.ts';
import { refusal } from './sample.ts';

const LIMITS = { bytes: 2 ** 24, depth: 64, values: 2 ** 20 };
const parse = (text: string | Uint8Array) => parseStrictJson(Buffer.from(text as string), LIMITS);
const refused = async (text: string | Uint8Array) => (await refusal(() => parse(text))).message;

describe('a strict reader takes', () => {
  test('whatever JSON.stringify writes, and gives the same value', () => {
    const safe = fc.jsonValue({ maxDepth: 6 }).filter((value) => {
      const text = JSON.stringify(value);
      return !/\\ud[89a-f]|"(__|constructor|prototype|to[LS]|valueOf|hasOwn|isProto|propertyIs)/i.test(text);
    });
    fc.assert(
      fc.property(safe, fc.constantFrom(0, 2, '\t'), (value, indent) => {
        expect(parse(JSON.stringify(value, null, indent))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  test('a real manifest, whole', () => {
    const path = new URL(
      '../../version-manifest/fixtures/actions-python-versions/versions-manifest.json',
      import.meta.url,
    );
    const bytes = readFileSync(path);
    expect(parse(bytes)).toEqual(JSON.parse(bytes.toString()));
  });

  test('row 13: a byte order mark, CRLF and mixed line ends', () => {
    expect(parse('\ufeff{\r\n"a":\n1\r}\r\n')).toEqual({ a: 1 });
  });

  test('one key in two objects, at two levels, and again after an inner object', () => {
    expect(parse('[{"a":{"a":[{"a":1}],"b":2},"c":3},{"a":4}]')).toEqual([
      { a: { a: [{ a: 1 }], b: 2 }, c: 3 },
      { a: 4 },
    ]);
  });

  test('brackets, commas and quotes inside strings for what they are', () => {
    expect(parse('{"{[,:\\"":"]}\\\\","\\\\":"\\"{"}')).toEqual({ '{[,:"': ']}\\', '\\': '"{' });
  });

  test('surrogate pairs, raw and escaped', () => {
    expect(parse('["😀","\\ud83d\\ude00"]')).toEqual(['😀', '😀']);
  });

  test('exactly as much as its limits say', () => {
    const text = Buffer.from('[[1,2],3]');
    expect(parseStrictJson(text, { bytes: 9, depth: 2, values: 5 })).toEqual([[1, 2], 3]);
  });
});

describe('a strict reader refuses', () => {
  test.each([
    [
      'row 5: a key twice',
      '{"download_url":"a","download_url":"b"}',
      /key "download_url" a second time at line 1, column 21/,
    ],
    ['row 5: a key twice, once with escapes', '{"a":1,"\\u0061":2}', /key "a" a second time/],
    ['row 5: a key twice around an object', '{"a":{"b":1},"c":2,"a":3}', /key "a" a second time/],
    ['row 14: __proto__', '{"__proto__":{"polluted":true}}', /the key "__proto__"/],
    ['row 14: __proto__ with escapes', '{"__\\u0070roto__":1}', /the key "__proto__"/],
    ['row 14: constructor', '[{"constructor":1}]', /the key "constructor"/],
    ['row 14: prototype', '{"a":{"prototype":1}}', /the key "prototype"/],
    ['row 14: toString', '{"toString":1}', /the key "toString"/],
    ['row 14: __defineGetter__', '{"__defineGetter__":1}', /the key "__defineGetter__"/],
    ['row 24: a number beyond the range', '{"size":1e999}', /the number "1e999" at line 1, column 9/],
    ['row 24: a negative number beyond the range', '[-1e999]', /the number "-1e999"/],
    ['row 24: NaN', '{"size":NaN}', /invalid JSON/],
    ['row 24: Infinity', '[-Infinity]', /invalid JSON/],
    ['half a surrogate pair in a value', '["\\ud83d"]', /half a surrogate pair/],
    ['half a surrogate pair in a key', '{"\\ude00":1}', /half a surrogate pair/],
    ['a bad escape in a key', '{"\\x":1}', /string with a bad escape/],
    ['row 12: an empty file', '', /found an empty file/],
    ['row 12: white space only', ' \r\n\t ', /found an empty file/],
    ['row 12: a byte order mark only', '\ufeff', /found an empty file/],
    ['row 12: an HTML page', '\n<!DOCTYPE html>\n<html>', /found an HTML page/],
    ['row 12: an XML document', '<?xml version="1.0"?>', /found an XML document/],
    ['row 12: plain text', 'Not Found', /found plain text/],
    ['row 12: a truncated object', '{"a":[1,2', /JSON that ends in the middle/],
    ['row 12: a truncated string', '{"a":"x', /JSON that ends in the middle/],
    ['row 12: two documents', '{} {}', /invalid JSON at line 1, column 4/],
    ['a trailing comma', '[1,]', /invalid JSON at line 1, column 4/],
    ['a trailing comma in an object', '{"a":1,}', /invalid JSON at line 1, column 8/],
    ['a missing colon', '{"a" 1}', /invalid JSON at line 1, column 6/],
    ['a colon in a list', '["a":1]', /invalid JSON at line 1, column 5/],
    ['a value for a key', '{1:2}', /invalid JSON at line 1, column 2/],
    ['brackets that do not match', '[{"a":1]}', /invalid JSON at line 1, column 8/],
    ['a leading zero', '[01]', /invalid JSON at line 1, column 3/],
    ['a line end inside a string', '{"a":\n"b\n"}', /a bad string at line 2, column 3/],
    ['a bad escape in a value', '["\\x"]', /a bad string at line 1, column 4/],
    ['a comment', '{"a":1 // one\n}', /invalid JSON/],
    ['a second byte order mark', '\ufeff\ufeff{}', /found/],
    ['row 13: a trailing NUL', '{}\0', /NUL bytes/],
  ])('%s', async (_name, text, message) => {
    expect(await refused(text)).toMatch(message);
  });

  test.each([
    ['row 13: UTF-16 with its mark', Buffer.from('\ufeff{}', 'utf16le'), /UTF-16 text/],
    ['row 13: UTF-16 without', Buffer.from('{"a":1}', 'utf16le'), /NUL bytes/],
    ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0x22]), /bytes that are not UTF-8/],
    ['a raw surrogate (CESU-8)', Buffer.from([0x22, 0xed, 0xa0, 0xbd, 0x22]), /bytes that are not UTF-8/],
    ['a gzip archive', Buffer.from([0x1f, 0x8b, 8, 0]), /a gzip archive/],
    ['a zip archive', Buffer.from('PK\u0003\u0004'), /a zip archive/],
  ])('%s', async (_name, bytes, message) => {
    expect(await refused(bytes)).toMatch(message);
  });

  test.each([
    ['bytes', '[[1,2],3]', { bytes: 8, depth: 2, values: 5 }, /found 9 bytes, expected at most 8/],
    ['depth', '[[1,2],3]', { bytes: 9, depth: 1, values: 5 }, /deeper nesting .* at most 1 levels/],
    ['values', '[[1,2],3]', { bytes: 9, depth: 2, values: 4 }, /more values .* at most 4/],
  ])('row 11: one more than its limit of %s', async (_name, text, limits, message) => {
    expect((await refusal(() => parseStrictJson(Buffer.from(text), limits))).message).toMatch(message);
  });

  test('row 11: 200,000 levels, closed or not, without an overflow', async () => {
    const open = '[{"a":'.repeat(100_000);
    expect(await refused(open)).toMatch(/deeper nesting/);
    expect(await refused(`${open}1${'}]'.repeat(100_000)}`)).toMatch(/deeper nesting/);
  });

  test('every text that JSON.parse refuses, and no other without a reason of its own', async () => {
    const token = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"a"',
      '"b"',
      '"\\\\"',
      '"',
      '\\',
      '1',
      '-',
      '1.5e3',
      '01',
      'true',
      'nul',
      'null',
      ' ',
      '\n',
    );
    const own = /key .* (second time|special meaning)|deeper nesting|more values|double range/;
    await fc.assert(
      fc.asyncProperty(fc.array(token, { maxLength: 12 }), async (tokens) => {
        const text = tokens.join('');
        const message = await refused(text);
        if (message === 'nothing was refused') expect(parse(text)).toEqual(JSON.parse(text));
        else expect(isJson(text) && !own.test(message)).toBe(false);
      }),
      { seed: 5, numRuns: 20_000 },
    );
  });

  test('without printing what it read', async () => {
    expect(await refused('{"a":::stop-commands::x}')).toBe(
      'found invalid JSON at line 1, column 6, expected JSON',
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

import { buildPart, combineParts, digestOf, type Part, readPart, renderPart } from '@gatehouse/parts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { files, type PartFile } from '../src/index.ts';
import { RUN } from './run.ts';

const hash = (text: string) => digestOf({ text });
const file = (name: string, changes: Partial<PartFile> = {}): PartFile => ({
  name,
  sha256: hash(name),
  size: 100,
  ...changes,
});
const partOf = (key: string, content: readonly PartFile[], attempt = 1) =>
  buildPart(files, { key, leg: {}, run: { ...RUN, runAttempt: attempt }, content }, undefined);
const combine = (...parts: readonly Part<readonly PartFile[]>[]) =>
  combineParts(
    files,
    parts.map((part, at) => ({ part, source: `${at}.json` })),
  );

/** A part with something else for its files, its digest made to fit. */
function forged(content: unknown): Uint8Array {
  const { digest: _, ...record } = JSON.parse(renderPart(partOf('linux/arm64', [file('a')]), files));
  const changed = { ...record, files: content };
  return Buffer.from(JSON.stringify({ ...changed, digest: digestOf(changed) }));
}

describe('the part of files', () => {
  test('is read back as it was built, in whatever order the files were found', () => {
    const found = [file('widgets.tar.gz', { platform: 'linux/arm64' }), file('SHA256SUMS')];
    const part = partOf('linux/arm64', found);
    expect(readPart(Buffer.from(renderPart(part, files)), files, undefined)).toEqual(part);
    expect(renderPart(partOf('linux/arm64', found.toReversed()), files)).toBe(renderPart(part, files));
    expect(files.render(part.content)[0]).toBe(`SHA256SUMS: 100 bytes, sha256 ${hash('SHA256SUMS')}`);
  });

  test.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /files: found nothing, expected a list of files/],
    ['an empty list', [], /files: found none/],
    ['an object', {}, /expected a list of files/],
    ['a name that is a path', [file('a/b')], /files\.0\.name/],
    ['a way up', [file('..')], /files\.0\.name/],
    ['a backslash', [file('a\\b')], /files\.0\.name/],
    ['a drive', [file('C:a')], /files\.0\.name/],
    ['a device', [file('NUL.txt')], /files\.0\.name/],
    ['a dot at the end', [file('a.')], /files\.0\.name/],
    ['a line break', [file('a\nb')], /files\.0\.name/],
    ['a name of 300 letters', [file('n'.repeat(300))], /files\.0\.name/],
    ['a look-alike', [file('ﬁle')], /files\.0\.name/],
    ['a workflow command', [file('::error::x')], /files\.0\.name/],
    ['a sha256 in capitals', [file('a', { sha256: hash('a').toUpperCase() })], /files\.0\.sha256/],
    ['a short sha256', [file('a', { sha256: 'abc' })], /files\.0\.sha256/],
    ['an empty file', [file('a', { size: 0 })], /files\.0\.size/],
    ['half a byte', [file('a', { size: 1.5 })], /files\.0\.size/],
    ['a size as a text', [{ ...file('a'), size: '1' }], /files\.0\.size/],
    ['a platform of one word', [file('a', { platform: 'linux' })], /files\.0\.platform/],
    ['an unknown field', [{ ...file('a'), url: 'x' }], /unknown field "url"/],
    ['one name twice', [file('a'), file('A')], /found the name "a" twice/i],
  ])('is refused with %s', (_, content, message) => {
    expect(() => readPart(forged(content), files, undefined)).toThrow(message);
  });

  test('cannot reach a prototype', () => {
    const text = Buffer.from(forged([file('a')]))
      .toString()
      .replace('"size":', '"__proto__":{"x":1},"size":');
    expect(() => readPart(Buffer.from(text), files, undefined)).toThrow(/__proto__/);
  });
});

describe('parts of files', () => {
  test('cover the keys of their legs, and give every file once', () => {
    const shared = file('LICENSE');
    const combination = combine(partOf('linux', [file('a'), shared]), partOf('darwin', [file('b'), shared]));
    expect(combination).toMatchObject({
      verdict: 'combined',
      covered: ['darwin', 'linux'],
      items: [{ key: 'LICENSE' }, { key: 'a' }, { key: 'b' }],
    });
  });

  test.each<[string, PartFile, PartFile, object]>([
    ['other bytes under one name', file('a'), file('a', { sha256: hash('b') }), { kind: 'entry', key: 'a' }],
    ['names that differ in case alone', file('a'), file('A'), { kind: 'case-clash' }],
    [
      'one file for two platforms',
      file('a', { platform: 'linux/amd64', sha256: hash('x') }),
      file('b', { platform: 'linux/arm64', sha256: hash('x') }),
      { kind: 'same-bytes', sources: ['0.json', '1.json'] },
    ],
  ])('are a conflict with %s', (_, one, other, conflict) => {
    expect(combine(partOf('one', [one]), partOf('other', [other]))).toMatchObject({
      verdict: 'conflict',
      conflicts: [conflict],
    });
  });

  test('come to the same in whatever order they arrive', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'D'), { minLength: 1 });
    const part = fc.record({
      key: fc.constantFrom('x', 'y', 'z'),
      attempt: fc.integer({ min: 1, max: 2 }),
      names,
    });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), fc.nat(), (specs, turn) => {
        const parts = specs.map(({ key, attempt, names: own }, at) => ({
          part: partOf(
            key,
            own.map((name) => file(name)),
            attempt,
          ),
          source: `${at}.json`,
        }));
        const at = parts.length === 0 ? 0 : turn % parts.length;
        const turned = [...parts.slice(at), ...parts.slice(0, at)].toReversed();
        expect(combineParts(files, turned)).toEqual(combineParts(files, parts));
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

import { messageOf } from '@gatehouse/action-kit';
import { expect, it, test } from 'vitest';
import { readInputs } from '../src/inputs.ts';
import { withDefaults } from './play.ts';

async function read(given: Readonly<Record<string, string>>, ref = 'refs/tags/v1.2.3') {
  const values = await withDefaults(given, ref);
  return readInputs((name) => values.get(name) ?? '');
}

const mistakeIn = async (given: Readonly<Record<string, string>>) =>
  messageOf(await read(given).catch((error) => error));

it('takes the tag of the run by default', async () => {
  expect(await read({})).toEqual({
    ref: { kind: 'tag', tag: 'v1.2.3', spelling: 'full-ref' },
    policy: { prefix: 'v', preReleases: 'refuse' },
    files: [],
    dependencies: 'exact',
  });
});

test.each([
  ['v1.2.3\n', 'v1.2.3'],
  ['  v1.2.3\r\n', 'v1.2.3'],
  ['v1.2.3\u00a0', 'v1.2.3\u00a0'],
  ['\ufeffv1.2.3', '\ufeffv1.2.3'],
  ['v1.2.3\u2028', 'v1.2.3\u2028'],
  ['v1.2.3\v', 'v1.2.3\v'],
])('of the tag %j only what is in no ref is cut off', async (tag, expected) => {
  expect((await read({ tag })).ref).toEqual({ kind: 'tag', tag: expected, spelling: 'bare-name' });
});

it('refuses an empty tag instead of skipping a release', async () => {
  expect(await mistakeIn({ tag: ' ' })).toBe(
    'tag: found nothing, expected a tag or a full ref; the left-out input takes that of the run',
  );
});

test.each(['', 'v', 'name/v', '@scope/name@', 'release-', 'v1-'])('takes the prefix %j', async (prefix) => {
  expect((await read({ prefix })).policy.prefix).toBe(prefix);
});

test.each(['v1', 'v1.', 'v+', 'a b', 'v*', 'v٣', 'refs/tags/v', 'a\u200bb', 'x'.repeat(101)])(
  'refuses the prefix %j',
  async (prefix) => {
    expect(await mistakeIn({ prefix })).toMatch(/^prefix: found .*, expected what stands before the version/);
  },
);

test.each([
  ['Cargo.toml', { kind: 'known', file: 'Cargo.toml', known: 'cargo' }],
  ['a/src/pkg/__about__.py', { kind: 'known', file: 'a/src/pkg/__about__.py', known: 'python' }],
  ['a/Cargo.toml#dependencies.b', { kind: 'key', file: 'a/Cargo.toml', key: ['dependencies', 'b'] }],
  [
    'Cargo.toml#target."cfg(unix)".dependencies.b',
    { kind: 'key', file: 'Cargo.toml', key: ['target', 'cfg(unix)', 'dependencies', 'b'] },
  ],
  ['a.json#packages."".version', { kind: 'key', file: 'a.json', key: ['packages', '', 'version'] }],
  ['package.json#dependencies.@a/b', { kind: 'key', file: 'package.json', key: ['dependencies', '@a/b'] }],
  ['C#/package.json', { kind: 'known', file: 'C#/package.json', known: 'package' }],
  ['Chart.yaml: ^version: (.+)$', { kind: 'pattern', file: 'Chart.yaml', pattern: /^version: (.+)$/dgm }],
  ['a.toml#b: (x)', { kind: 'pattern', file: 'a.toml#b', pattern: /(x)/dgm }],
])('reads the line %s', async (line, expected) => {
  expect((await read({ files: `# a comment\n\n${line}\n` })).files).toEqual([expected]);
});

test.each([
  ['version.txt', 'of which it is not known where it states a version'],
  ['../Cargo.toml', 'expected one inside of the workspace'],
  ['a/../../Cargo.toml', 'expected one inside of the workspace'],
  ['./Cargo.toml', 'expected one inside of the workspace'],
  ['/etc/Cargo.toml', 'expected one inside of the workspace'],
  ['C:/Cargo.toml', 'expected one inside of the workspace'],
  ['a\\Cargo.toml', 'expected one inside of the workspace'],
  ['../a.toml#version', 'expected one inside of the workspace'],
  ['../a: (x)', 'expected one inside of the workspace'],
  ['a//Cargo.toml', 'expected one inside of the workspace'],
  ['Cargo.toml#', 'expected a key after "#"'],
  ['Cargo.toml#a..b', 'expected a key after "#"'],
  ['Cargo.toml#"a', 'expected a key after "#"'],
  ['a.txt: (a)(b)', 'with 2 groups, expected one'],
  ['a.txt: (?:a)', 'with 0 groups, expected one'],
  ['a.txt: (a', 'expected a regular expression'],
  [`a.txt: (${'a'.repeat(500)})`, 'a pattern of 502 characters, expected at most 500'],
  ['Cargo.toml\nCargo.toml', 'found "Cargo.toml" twice'],
  [
    Array.from({ length: 201 }, (_, at) => `${at}/Cargo.toml`).join('\n'),
    'found 201 lines, expected at most 200',
  ],
])('refuses the list %j', async (files, expected) => {
  expect(await mistakeIn({ files })).toContain(expected);
});

it('tells all mistakes of a list at once', async () => {
  const mistake = await mistakeIn({ files: 'a.txt\nb.txt', 'pre-releases': 'maybe' });
  expect(mistake).toMatch(
    /pre-releases: found "maybe", expected refuse or allow\nfiles: .*"a\.txt".*; .*"b\.txt"/,
  );
});

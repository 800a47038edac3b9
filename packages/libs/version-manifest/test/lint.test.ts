import { expect, test } from 'vitest';
import { type LintOptions, lint, parseLayout } from '../src/index.ts';
import { CLEAN, CORRUPT, IBM_ROOT, NAMES, PER_ARCH, POLLUTED, parse, UPSTREAM } from './real.ts';

const layout = parseLayout('version-arch');
const GOOD = CLEAN.get('versions-manifests/3.14.2-ppc64le.json') ?? '';

const codes = (text: string, options: LintOptions = { names: NAMES }) =>
  lint(text, options).findings.map(({ severity, code, path }) => `${severity} ${code} ${path}`.trim());

/** The clean manifest with its only version changed. */
const changed = (change: object, file: object = {}): string => {
  const [entry] = parse(GOOD);
  const [first, ...rest] = entry?.files ?? [];
  return JSON.stringify([{ ...entry, files: [{ ...first, ...file }, ...rest], ...change }], null, 2);
};

test('the real upstream manifest lints clean', () => {
  expect(lint(UPSTREAM, { names: NAMES }).findings).toEqual([]);
});

test('the manifest of the source may be written on, with a notice for each of its habits', () => {
  const { manifest, findings } = lint(IBM_ROOT, { names: NAMES, repository: 'IBM/python-versions-pz' });
  expect(manifest).toHaveLength(226);
  expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
    'notice null-platform-version',
    'notice foreign-url',
    'notice unsorted-files',
  ]);
});

test('the 130 clean files may be written on, 4 of them with a notice of their order', () => {
  const findings = [...CLEAN].flatMap(
    ([path, text]) => lint(text, { names: NAMES, at: { layout, path } }).findings,
  );
  expect([CLEAN.size, ...findings.map(({ severity, code }) => `${severity} ${code}`)]).toEqual([
    130,
    ...Array(4).fill('notice unsorted-files'),
  ]);
});

test('exactly the 10 corrupt files have errors, all of them repairable', () => {
  const faulty = [...PER_ARCH].filter(
    ([path, text]) => !lint(text, { names: NAMES, at: { layout, path } }).manifest,
  );
  const errors = faulty.flatMap(([, text]) => lint(text, { names: NAMES }).findings);
  expect([faulty.map(([path]) => path), errors.every(({ repairable }) => repairable)]).toEqual([
    CORRUPT,
    true,
  ]);
});

test('a corrupt file is told field by field', () => {
  expect(codes(PER_ARCH.get('versions-manifests/3.15.0-alpha.1-22.04.json') ?? '')).toEqual([
    'error stable-mismatch [0].stable',
    'error bad-arch [0].files[0].arch',
    'error bad-platform [0].files[0].platform',
    'error bad-platform-version [0].files[0].platform_version',
    'error bad-arch [0].files[1].arch',
    'error bad-platform [0].files[1].platform',
    'error bad-platform-version [0].files[1].platform_version',
  ]);
});

test('without a template the corrupt files are errors as well, but nothing can mend them', () => {
  const { findings, manifest } = lint(PER_ARCH.get(CORRUPT[0] ?? '') ?? '');
  expect([manifest, findings.filter(({ repairable }) => !repairable).length]).toEqual([undefined, 6]);
});

test('every scan report and SBOM of the polluted files is an error', () => {
  const found = [...POLLUTED.values()].flatMap((text) => codes(text));
  expect(found.filter((line) => line.startsWith('error not-archive'))).toHaveLength(16);
});

const swapped = { arch: 's390x' };
const url =
  'https://github.com/IBM/python-versions-pz/releases/download/3.14.2/python-3.14.2-linux-22.04-ppc64le.tar.gz';

const HOSTILE: readonly (readonly [what: string, text: string, found: readonly string[]])[] = [
  ['an empty text', '', ['error not-json']],
  ['blanks', ' \n', ['error not-json']],
  ['an error page', '<!DOCTYPE html><html>404</html>', ['error not-json']],
  ['a truncated file', GOOD.slice(0, 300), ['error not-json']],
  ['null', 'null', ['error not-array']],
  ['an object', '{}', ['error not-array']],
  ['UTF-16', Buffer.from(GOOD, 'utf16le').toString('utf8'), ['error encoding']],
  ['a NUL at the end', `${GOOD}\0`, ['error encoding']],
  ['a byte order mark', `\ufeff${GOOD}`, ['notice formatting']],
  ['CRLF', GOOD.replaceAll('\n', '\r\n'), ['notice formatting']],
  ['another indentation', JSON.stringify(parse(GOOD)), ['notice formatting']],
  ['no versions', '[]', ['notice empty']],
  ['a version that is null', '[null]', ['error bad-shape [0]']],
  ['files as an object', changed({ files: parse(GOOD)[0]?.files[0] }), ['error files-not-array [0].files']],
  [
    'files that are missing',
    changed({ files: undefined }),
    ['error files-not-array [0].files', 'notice no-files [0].files'],
  ],
  ['no files', changed({ files: [] }), ['notice no-files [0].files']],
  ['a text as stable', changed({ stable: 'true' }), ['error stable-mismatch [0].stable']],
  ['a stable that is wrong', changed({ stable: false }), ['error stable-mismatch [0].stable']],
  ['null as release_url', changed({ release_url: null }), ['error bad-shape [0].release_url']],
  ['a script as release_url', changed({ release_url: 'javascript:x' }), ['error bad-url [0].release_url']],
  ['a number as version', changed({ version: 3.14 }), ['error bad-shape [0].version']],
  ['a version of two numbers', changed({ version: '3.14' }), ['error bad-version [0].version']],
  ['a code name', changed({ lts: 'Iron' }), []],
  ['a plain unknown key', changed({ size: 12 }), ['notice unknown-key [0].size']],
  ['an unknown structure', changed({ extra: {} }), ['error unknown-key [0].extra']],
  ['a misspelt key', changed({ releaseUrl: '' }), ['error misspelt-key [0].releaseUrl']],
  [
    'a misspelt key of a file',
    changed({}, { 'platform-version': '22.04' }),
    ['error misspelt-key [0].files[0].platform-version'],
  ],
  [
    '__proto__ as a key',
    GOOD.replace('"stable"', '"__proto__": 1, "stable"'),
    ['error unknown-key [0].__proto__'],
  ],
  ['an arch against the name', changed({}, swapped), ['error filename-mismatch [0].files[0].filename']],
  [
    'a URL against the name',
    changed({}, { download_url: url.replace('ppc64le', 's390x') }),
    ['error url-mismatch [0].files[0].download_url'],
  ],
  [
    'a URL of another scheme',
    changed({}, { download_url: url.replace('https', 'http') }),
    ['error bad-url [0].files[0].download_url'],
  ],
  [
    'a draft',
    changed({}, { download_url: url.replace('/3.14.2/', '/untagged-1a/') }),
    ['error bad-url [0].files[0].download_url'],
  ],
  [
    'a URL of no release',
    changed({}, { download_url: `https://example.com/${url.split('/').at(-1)}` }),
    ['notice foreign-url [0].files[0].download_url'],
  ],
  [
    'null as platform version of a pinned name',
    changed({}, { platform_version: null }),
    [
      'error filename-mismatch [0].files[0].filename',
      'notice null-platform-version [0].files[0].platform_version',
    ],
  ],
  [
    'a name of no template',
    changed(
      {},
      { filename: 'cpython-22.04.tar.gz', download_url: url.replace(/[^/]*$/, 'cpython-22.04.tar.gz') },
    ),
    ['notice unknown-name [0].files[0].filename'],
  ],
  [
    'a key twice in one object',
    GOOD.replace('"stable": true', '"stable": false, "stable": true'),
    ['error duplicate-json-key [0]', 'notice formatting'],
  ],
  [
    'a key twice, once with an escape',
    GOOD.replace('"stable": true', '"stabl\\u0065": false, "stable": true'),
    ['error duplicate-json-key [0]', 'notice formatting'],
  ],
  [
    'a URL twice in one file',
    GOOD.replace('"arch"', '"download_url": "x", "arch"'),
    ['error duplicate-json-key [0].files[0]', 'notice formatting'],
  ],
  [
    'a file twice',
    changed({ files: [parse(GOOD)[0]?.files[0], parse(GOOD)[0]?.files[0]] }),
    ['error duplicate-key [0].files[1]'],
  ],
  [
    'a version twice',
    JSON.stringify([...parse(GOOD), ...parse(GOOD)], null, 2),
    ['error duplicate-version [1]'],
  ],
];

test.each(HOSTILE)('%s is found', (_what, text, found) => {
  expect(codes(text).sort()).toEqual([...found].sort());
});

test('a text of 200,000 levels ends in a verdict', () => {
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  expect(codes(`[{"version":"1.0.0","stable":true,"release_url":"","files":[],"x":${deep}}]`)).toContain(
    'error unknown-key [0].x',
  );
});

test('a version that was appended at the end is found, since consumers never see it', () => {
  const versions = parse(UPSTREAM);
  const text = JSON.stringify([...versions.slice(1), versions[0]], null, 2);
  expect(codes(text)).toEqual([`error unsorted-versions [${versions.length - 1}]`]);
});

test('two entries of one key with other content cannot be repaired', () => {
  const file = parse(GOOD)[0]?.files[0];
  const text = changed({ files: [file, { ...file, download_url: url.replace('/3.14.2/', '/3.14.2-2/') }] });
  expect(lint(text).findings).toMatchObject([{ code: 'duplicate-key', repairable: false }]);
});

test('an entry in the file of another arch is found', () => {
  const at = { layout, path: 'versions-manifests/3.14.2-s390x.json' };
  expect(codes(GOOD, { at })).toEqual(['error wrong-file [0].files[0]', 'error wrong-file [0].files[1]']);
});

test('a key that is there twice is found in the file that holds it', () => {
  const at = GOOD.lastIndexOf('"arch"');
  expect(codes(`${GOOD.slice(0, at)}"arch": "x64", ${GOOD.slice(at)}`)[0]).toBe(
    'error duplicate-json-key [0].files[1]',
  );
});

test('thousands of errors are counted, not listed', () => {
  const { findings } = lint(JSON.stringify(Array(5000).fill(null)));
  expect([findings.length, findings.at(-1)?.message]).toEqual([1001, '4000 more errors are not listed.']);
});

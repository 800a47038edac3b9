import { expect, test } from 'vitest';
import { lint, parseLayout, repair } from '../src/index.ts';
import { CLEAN, CORRUPT, NAMES, PER_ARCH, POLLUTED, parse, report, UPSTREAM } from './real.ts';

const layout = parseLayout('version-arch');
const options = { names: NAMES, layout };

const manifestOf = (version: string, ...files: ReturnType<typeof report>[]) =>
  JSON.stringify(
    [{ version, stable: true, release_url: '', files: files.map(({ version: _, ...file }) => file) }],
    null,
    2,
  );

test('the 10 corrupt files become the 10 of their versions and arches', () => {
  const { files, unrepaired } = repair(PER_ARCH, options);
  const written = [...files].filter(([, text]) => text !== null).map(([path]) => path);
  const alphas = [1, 2, 3, 4, 5].flatMap((n) =>
    ['ppc64le', 's390x'].map((arch) => `versions-manifests/3.15.0-alpha.${n}-${arch}.json`),
  );
  expect(unrepaired).toEqual([]);
  expect(written.sort()).toEqual(alphas);
  expect([...files].filter(([, text]) => text === null).map(([path]) => path)).toEqual(CORRUPT);
});

test('a repaired file says what its file names say', () => {
  const { files } = repair(PER_ARCH, options);
  const wanted = manifestOf(
    '3.15.0-alpha.5',
    report('3.15.0-alpha.5', 's390x', '22.04'),
    report('3.15.0-alpha.5', 's390x'),
  );
  expect(files.get('versions-manifests/3.15.0-alpha.5-s390x.json')).toBe(wanted.replace('true', 'false'));
});

test('what was repaired lints clean and needs no second repair', () => {
  const repaired = new Map(PER_ARCH);
  for (const [path, text] of repair(PER_ARCH, options).files) {
    if (text === null) repaired.delete(path);
    else repaired.set(path, text);
  }
  const errors = [...repaired].filter(
    ([path, text]) => !lint(text, { names: NAMES, at: { layout, path } }).manifest,
  );
  expect([repaired.size, errors, repair(repaired, options).files.size]).toEqual([140, [], 0]);
});

test('each change is told', () => {
  const { changes } = repair(new Map([...PER_ARCH].filter(([path]) => path === CORRUPT[0])), options);
  expect(changes.map(({ message }) => message)).toEqual([
    '3.15.0-alpha.1: stable became false',
    '3.15.0-alpha.1: python-3.15.0-alpha.1-linux-22.04-s390x.tar.gz: arch "22.04" became "s390x", platform "alpha.1" became "linux", platform_version "linux" became "22.04"',
    '3.15.0-alpha.1: python-3.15.0-alpha.1-linux-22.04-ppc64le.tar.gz: arch "22.04" became "ppc64le", platform "alpha.1" became "linux", platform_version "linux" became "22.04"',
    'moved to versions-manifests/3.15.0-alpha.1-ppc64le.json: python-3.15.0-alpha.1-linux-22.04-ppc64le.tar.gz',
    'moved to versions-manifests/3.15.0-alpha.1-s390x.json: python-3.15.0-alpha.1-linux-22.04-s390x.tar.gz',
  ]);
});

test('clean files stay as they are, even where their order is remarkable', () => {
  expect(repair(CLEAN, options).files).toEqual(new Map());
});

test('the upstream manifest stays as it is', () => {
  const root = parseLayout('root');
  expect(repair(new Map([[root.path, UPSTREAM]]), { names: NAMES, layout: root }).files.size).toBe(0);
});

test('scan reports and SBOMs are dropped, archives are kept', () => {
  const { files, changes, unrepaired } = repair(POLLUTED, options);
  const kept = [...files.values()].flatMap((text) => parse(text ?? '[]').flatMap((entry) => entry.files));
  expect([kept.length, changes.length, unrepaired]).toEqual([6, 16, []]);
});

test('a repaired manifest becomes what the clean one is', () => {
  const path = 'versions-manifests/3.14.2-ppc64le.json';
  expect(repair(POLLUTED, options).files.get(path)).toBe(PER_ARCH.get(path));
});

test.each([
  [
    'files as an object',
    (text: string) => JSON.stringify(parse(text).map((entry) => ({ ...entry, files: entry.files[0] }))),
  ],
  ['a missing release_url', (text: string) => text.replace('    "release_url": "",\n', '')],
  ['a stable that is a text', (text: string) => text.replace('true', '"true"')],
  ['a version that is there twice', (text: string) => JSON.stringify([...parse(text), ...parse(text)])],
])('%s is mended', (_what, spoil) => {
  const path = 'versions-manifests/3.14.2-ppc64le.json';
  const { files, unrepaired } = repair(new Map([[path, spoil(CLEAN.get(path) ?? '')]]), options);
  expect([unrepaired, lint(files.get(path) ?? '', { at: { layout, path } }).findings]).toEqual([[], []]);
});

test('versions that are out of order are sorted', () => {
  const versions = parse(UPSTREAM);
  const text = `${JSON.stringify([...versions.slice(3), ...versions.slice(0, 3)], null, 2)}\n`;
  expect(repair(new Map([['m.json', text]]), { names: NAMES }).files.get('m.json')).toBe(UPSTREAM);
});

test('entries join the file where they belong', () => {
  const texts = new Map([
    [
      'versions-manifests/3.14.2-ppc64le.json',
      manifestOf('3.14.2', report('3.14.2', 'ppc64le', '22.04'), report('3.14.2', 's390x')),
    ],
    ['versions-manifests/3.14.2-s390x.json', manifestOf('3.14.2', report('3.14.2', 's390x', '22.04'))],
  ]);
  expect(repair(texts, options).files).toEqual(
    new Map([
      ['versions-manifests/3.14.2-ppc64le.json', manifestOf('3.14.2', report('3.14.2', 'ppc64le', '22.04'))],
      [
        'versions-manifests/3.14.2-s390x.json',
        manifestOf('3.14.2', report('3.14.2', 's390x', '22.04'), report('3.14.2', 's390x')),
      ],
    ]),
  );
});

test('an entry stays where it is when its place has other content', () => {
  const texts = new Map([
    [
      'versions-manifests/3.14.2-ppc64le.json',
      manifestOf('3.14.2', report('3.14.2', 's390x', '24.04', '3.14.2-2')),
    ],
    ['versions-manifests/3.14.2-s390x.json', manifestOf('3.14.2', report('3.14.2', 's390x'))],
  ]);
  const { files, unrepaired } = repair(texts, options);
  expect([files.size, unrepaired.map(({ code, file }) => `${code} ${file}`)]).toEqual([
    0,
    ['wrong-file versions-manifests/3.14.2-ppc64le.json'],
  ]);
});

test('nothing moves into a file that nobody can repair', () => {
  const texts = new Map([
    ['versions-manifests/3.14.2-ppc64le.json', manifestOf('3.14.2', report('3.14.2', 's390x'))],
    ['versions-manifests/3.14.2-s390x.json', '<html>'],
  ]);
  const { files, unrepaired } = repair(texts, options);
  expect([files.size, unrepaired.map(({ code }) => code)]).toEqual([0, ['not-json', 'wrong-file']]);
});

test('a version without files is no error, and stays', () => {
  const empty = { version: '3.14.3', stable: true, release_url: '', files: [] };
  const text = JSON.stringify([
    empty,
    ...parse(POLLUTED.get('versions-manifests/3.14.2-ppc64le.json') ?? ''),
  ]);
  const { files } = repair(new Map([['m.json', text]]), { names: NAMES });
  expect(parse(files.get('m.json') ?? '').map(({ version }) => version)).toEqual(['3.14.3', '3.14.2']);
});

test('an entry whose name and field disagree is left to a person, and its file whole', () => {
  const path = 'versions-manifests/3.14.2-ppc64le.json';
  const text = (POLLUTED.get(path) ?? '').replace('"arch": "ppc64le"', '"arch": "s390x"');
  const { files, unrepaired } = repair(new Map([[path, text]]), options);
  expect([files.size, unrepaired.map(({ code }) => code)]).toEqual([0, ['filename-mismatch']]);
});

test('a dropped name cannot speak to the runner', () => {
  const path = 'versions-manifests/3.14.2-ppc64le.json';
  const text = (POLLUTED.get(path) ?? '').replaceAll('"trivy-', '"trivy-\\n::error::');
  const { changes } = repair(new Map([[path, text]]), options);
  expect(changes.map(({ message }) => message.includes('\n'))).toEqual(Array(6).fill(false));
});

test('what is no JSON is left to a person', () => {
  expect(repair(new Map([['m.json', '<html>']]), options)).toMatchObject({
    files: new Map(),
    unrepaired: [{ file: 'm.json', code: 'not-json' }],
  });
});

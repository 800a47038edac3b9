import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { inputs, readInputs } from '../src/inputs.ts';

interface Metadata {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: object;
}

const metadata: Metadata = parse(readFileSync(new URL('../action.yml', import.meta.url), 'utf8'));

const read = (given: Readonly<Record<string, string>> = {}) =>
  readInputs(
    (name) => ({ arches: 'ppc64le s390x', 'platform-versions': '22.04 24.04', ...given })[name] ?? '',
  );

test('action.yml lists the inputs that are read, and no others', () => {
  expect(Object.keys(metadata.inputs)).toEqual(Object.keys(inputs));
});

test('the defaults in action.yml are those of the code', () => {
  const written = Object.entries(metadata.inputs).map(([name, input]) => [name, input.default ?? '']);
  expect(read(Object.fromEntries(written.filter(([, value]) => value !== '')))).toEqual(read());
});

test('without any filter the latest stable release is planned', () => {
  expect(read().filters).toEqual({
    from: 'inputs',
    filters: [{ versions: 'latest', releaseTypes: ['stable'], variants: ['default'] }],
  });
});

test('inputs say the same as a filter file, parted by blanks, commas or line ends', () => {
  const { filters } = read({
    version: '3.14.*, 3.13.*\n# an old one\n3.12.1',
    'release-types': 'rc stable',
    variants: 'freethreaded',
  });
  expect(filters).toMatchObject({
    filters: [
      {
        versions: ['3.14.*', '3.13.*', '3.12.1'],
        releaseTypes: ['rc', 'stable'],
        variants: ['freethreaded'],
      },
    ],
  });
});

test('skip-published: false forgets what is published', () => {
  const given = { published: 'versions-manifests/*.json\nversions-manifest.json' };
  expect([
    read(given).published.length,
    read({ ...given, 'skip-published': 'false' }).published.length,
  ]).toEqual([2, 0]);
});

test('words that are given twice count once', () => {
  expect(read({ arches: 's390x ppc64le s390x' }).axes.arches).toEqual(['s390x', 'ppc64le']);
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['no arch', { arches: '' }, '"arches" is empty'],
  ['an arch of Docker', { arches: 'amd64' }, 'found "amd64", which manifests call x64.'],
  ['an arch of uname', { arches: 'aarch64' }, 'which manifests call arm64.'],
  ['the arch of Node on ppc64le', { arches: 'ppc64' }, 'which manifests call ppc64le.'],
  ['a variant among the arches', { arches: 'ppc64le-freethreaded' }, 'freethreaded under variants'],
  ['an arch with a slip', { arches: 's390' }, 'Did you mean "s390x"?'],
  ['a platform of Docker', { platform: 'windows' }, 'platform: found "windows", expected linux'],
  ['a platform version with its name', { 'platform-versions': 'ubuntu-22.04' }, 'such as 24.04'],
  [
    'a filter file beside a version',
    { 'filter-file': 'f.yml', version: '3.14.*' },
    'expected one or the other',
  ],
  ['a range', { version: '>=3.13' }, 'version: found ">=3.13"'],
  ['a release type with a slip', { 'release-types': 'release' }, 'release-types: found "release"'],
  ['more rows than GitHub takes', { 'max-rows': '257' }, 'expected a whole number from 1 to 256'],
  ['a tag prefix with a slash', { 'tag-prefix': 'py/v' }, 'tag-prefix: found "py/v"'],
  ['a tag prefix with a blank', { 'tag-prefix': 'v 1' }, 'tag-prefix: found "v 1"'],
  ['an http URL', { 'upstream-manifest': 'http://example.com/m.json' }, 'expected a path or an https:// URL'],
  [
    'a runner of no platform version',
    { 'platform-versions': '' },
    'names {platform_version}, and "platform-versions" is empty',
  ],
  ['an exclusion that is no list', { exclude: 'arch: s390x' }, 'exclude: expected a list of mappings'],
  ['a deadline without a unit', { deadline: '90' }, 'expected a duration'],
])('%s is a mistake that names what was expected', (_, given, message) => {
  expect(() => read(given)).toThrow(message);
});

test('all mistakes are told at once', () => {
  expect(() => read({ arches: 'amd64', version: '3.10' })).toThrow(/version: .*\narches: /);
});

test('a runner of its own for each arch needs no platform version', () => {
  const given = { 'platform-versions': '', 'runner-labels': 'ppc64le: power\ns390x: z' };
  expect(read(given).axes.platformVersions).toEqual([]);
});

test('the action runs on Node 24 from the shared dist', () => {
  expect(metadata.runs).toEqual({ using: 'node24', main: '../dist/select-versions.js' });
});

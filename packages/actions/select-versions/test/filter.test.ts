import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readYaml } from '../src/document.ts';
import { type Filter, parseFilters } from '../src/filter.ts';
import { fixture } from './manifests.ts';

const parse = (text: string) => parseFilters(readYaml(text));

const filter = (changes: Partial<Filter>): Filter => ({
  versions: ['3.14.*'],
  releaseTypes: ['stable'],
  variants: ['default'],
  ...changes,
});

const series = filter({ versions: 'latest-series' });

describe('a filter file', () => {
  test.each<[string, string, readonly Filter[]]>([
    ['an inline list', 'version: 3.14.*\nrelease_types: [stable]\n', [filter({})]],
    [
      'an inline list of two',
      'version: 3.14.*\nrelease_types: [stable, beta]\n',
      [filter({ releaseTypes: ['stable', 'beta'] })],
    ],
    [
      'a list on lines of its own',
      'version: 3.13.*\nrelease_types:\n  - stable\n  - beta\n  - rc\n',
      [filter({ versions: ['3.13.*'], releaseTypes: ['stable', 'beta', 'rc'] })],
    ],
    [
      'comments',
      '# Filter\nversion: 3.14.* # the glob\n# types\nrelease_types: [stable]  # inline\n',
      [filter({})],
    ],
    [
      'quotes',
      'version: "3.14.*"\nrelease_types: ["stable", \'beta\']\n',
      [filter({ releaseTypes: ['stable', 'beta'] })],
    ],
    [
      'more blanks than needed',
      'version:   3.14.*\nrelease_types:   [ stable ,  beta  ]\n\n\n',
      [filter({ releaseTypes: ['stable', 'beta'] })],
    ],
    ['one release type as a text', 'version: 3.14.*\nrelease_types: stable\n', [filter({})]],
    [
      'release types in capitals',
      'version: 3.14.*\nrelease_types: [Stable, RC]\n',
      [filter({ releaseTypes: ['stable', 'rc'] })],
    ],
    [
      'a release type twice',
      'version: 3.14.*\nrelease_types: [rc, rc]\n',
      [filter({ releaseTypes: ['rc'] })],
    ],
    [
      'all release types',
      'version: 3.12.*\nrelease_types: [stable, beta, rc, alpha]\n',
      [filter({ versions: ['3.12.*'], releaseTypes: ['stable', 'beta', 'rc', 'alpha'] })],
    ],
    ['a list of versions', 'version: [3.14.*, 3.13.4]\n', [filter({ versions: ['3.14.*', '3.13.4'] })]],
    [
      'a version that YAML would take for a number',
      'version: [3.1*, 3.10.*]\n',
      [filter({ versions: ['3.1*', '3.10.*'] })],
    ],
    ['nothing at all', '', [series]],
    ['comments alone', '# version: 3.14.*\n', [series]],
    ['no version', 'release_types: [stable]\n', [series]],
    ['an empty version', 'version:\nrelease_types: [stable]\n', [series]],
    [
      'no version beside pre-releases',
      'release_types: [alpha, beta]\n',
      [filter({ versions: 'latest-series', releaseTypes: ['alpha', 'beta'] })],
    ],
    ['no release types', 'version: 3.14.*\n', [filter({})]],
    ['the one-line form of its first days', '3.14.*\n', [filter({})]],
    ['the one-line form with a full version', '3.13.4', [filter({ versions: ['3.13.4'] })]],
    [
      'variants',
      'version: 3.14.*\nvariants: [default, freethreaded]\n',
      [filter({ variants: ['default', 'freethreaded'] })],
    ],
    [
      'one variant as a text',
      'version: 3.14.*\nvariants: freethreaded\n',
      [filter({ variants: ['freethreaded'] })],
    ],
    [
      'a list of filters',
      'filters:\n  - version: 3.14.*\n    release_types: [stable]\n  - version: 3.13.*\n    release_types: [stable, beta]\n',
      [filter({}), filter({ versions: ['3.13.*'], releaseTypes: ['stable', 'beta'] })],
    ],
    ['a byte order mark and CRLF', '\ufeffversion: 3.14.*\r\nrelease_types: [stable]\r\n', [filter({})]],
  ])('may have %s', (_, text, filters) => {
    expect(parse(text)).toEqual(filters);
  });

  test.each<[string, string, string]>([
    ['a list without an end', 'version: 3.14.*\nrelease_types: [stable\n', 'no valid YAML'],
    ['a star without quotes', 'version: *.13.0\n', 'alias cannot be resolved'],
    ['a key twice', 'version: 3.14.*\nversion: 3.13.*\n', 'Map keys must be unique'],
    ['a key with a hyphen', 'release-types: [rc]\n', 'Did you mean "release_types"?'],
    ['a key in the plural', 'versions: 3.14.*\n', 'Did you mean "version"?'],
    ['a key of another file', 'jobs: {}\n', 'expected version, release_types, variants.'],
    ['a key of an object', '__proto__: [rc]\n', 'found the key "__proto__"'],
    [
      'a release type with a slip',
      'release_types: [stabel]\n',
      'release_types: found "stabel", expected alpha, beta, rc, stable. Did you mean "stable"?',
    ],
    ['a variant with a slip', 'variants: [free-threaded]\n', 'Did you mean "freethreaded"?'],
    ['no release type', 'release_types: []\n', 'release_types: found an empty list'],
    ['a mapping for a version', 'version: {min: 3.14}\n', 'version: found'],
    ['a number for a version', 'version: 3.10\n', 'Write 3.10.* for every version of 3.10.'],
    ['a range for a version', 'version: ">=3.13"\n', 'a glob such as 3.14.*'],
    ['a tag', 'version: !!python/object 3.14.*\n', 'Unresolved tag'],
    ['two documents', 'version: 3.14.*\n---\nversion: 3.13.*\n', 'multiple documents'],
    ['filters beside a version', 'version: 3.14.*\nfilters: []\n', 'found the key "version"'],
    ['an empty list of filters', 'filters: []\n', 'filters: expected a list of mappings'],
    [
      'a slip in one of its filters',
      'filters:\n  - version: 3.14.*\n  - verison: 3.13.*\n',
      'filters[1]: found the key "verison"',
    ],
    ['a filter inside of a filter', 'filters:\n  - filters: []\n', 'filters[0]: found the key "filters"'],
  ])('must not have %s', (_, text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  test('of the source reads as its maintainers wrote it', () => {
    const text = readFileSync(fixture('ibm-python-versions-pz/python-tag-filter.yml'), 'utf8');
    expect(parse(text)).toEqual([filter({ versions: ['3.15.*'], releaseTypes: ['alpha', 'beta'] })]);
  });
});

test('M7: a bare list of filters says where the list belongs', () => {
  const text = '- version: 3.14.*\n  release_types: [stable]\n- version: 3.15.*\n';
  expect(() => parse(text)).toThrow('put the list under "filters:"');
});

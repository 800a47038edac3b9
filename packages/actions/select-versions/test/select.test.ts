import { expect, test } from 'vitest';
import { readOffer } from '../src/available.ts';
import { type Filter, latestRelease } from '../src/filter.ts';
import { resolveFilters, selectVersions } from '../src/select.ts';
import { entry, manifestOf, sample, upstreamText } from './manifests.ts';

const upstream = readOffer(upstreamText, '"upstream"').ranked;

function select(
  changes: Partial<Filter>,
  ranked = readOffer(manifestOf(...sample), '"sample"').ranked,
): string[] {
  const resolved = resolveFilters([{ ...latestRelease, ...changes }], ranked);
  return selectVersions(ranked, resolved).flatMap((choice) =>
    choice.plan === 'create' ? [choice.version] : [],
  );
}

test.each<[string, Partial<Filter>, readonly string[]]>([
  ['stable versions by default', { versions: ['*'] }, ['3.13.0', '3.12.5', '3.8.10']],
  ['release candidates', { versions: ['*'], releaseTypes: ['rc'] }, ['3.11.0-rc.1']],
  ['betas', { versions: ['*'], releaseTypes: ['beta'] }, ['3.10.0-beta.2']],
  ['alphas', { versions: ['*'], releaseTypes: ['alpha'] }, ['3.9.0-alpha.1']],
  [
    'stable versions and release candidates',
    { versions: ['*'], releaseTypes: ['stable', 'rc'] },
    ['3.13.0', '3.12.5', '3.11.0-rc.1', '3.8.10'],
  ],
  [
    'all pre-releases',
    { versions: ['*'], releaseTypes: ['rc', 'beta', 'alpha'] },
    ['3.11.0-rc.1', '3.10.0-beta.2', '3.9.0-alpha.1'],
  ],
  ['everything', { versions: ['*'], releaseTypes: ['alpha', 'beta', 'rc', 'stable'] }, sample],
  ['a glob of stable versions', { versions: ['3.1*'] }, ['3.13.0', '3.12.5']],
  [
    'a glob of stable versions and release candidates',
    { versions: ['3.1*'], releaseTypes: ['stable', 'rc'] },
    ['3.13.0', '3.12.5', '3.11.0-rc.1'],
  ],
  [
    'the pre-releases of one series',
    { versions: ['3.11*'], releaseTypes: ['rc', 'beta', 'alpha'] },
    ['3.11.0-rc.1'],
  ],
  ['one full version', { versions: ['3.12.5'] }, ['3.12.5']],
  ['two globs', { versions: ['3.8.*', '3.13.*'] }, ['3.13.0', '3.8.10']],
  ['nothing of a series that is not there', { versions: ['5.0.*'] }, []],
  ['nothing of a series that has no stable version', { versions: ['3.9.*'] }, []],
  ['the latest stable version', { versions: 'latest' }, ['3.13.0']],
  ['the latest release candidate', { versions: 'latest', releaseTypes: ['rc'] }, ['3.11.0-rc.1']],
  ['the latest pre-release', { versions: 'latest', releaseTypes: ['rc', 'alpha', 'beta'] }, ['3.11.0-rc.1']],
  [
    'the latest of stable and rc, which is stable',
    { versions: 'latest', releaseTypes: ['stable', 'rc'] },
    ['3.13.0'],
  ],
  ['the latest series', { versions: 'latest-series' }, ['3.13.0']],
  ['the latest series of alphas', { versions: 'latest-series', releaseTypes: ['alpha'] }, ['3.9.0-alpha.1']],
])('of the sample manifest, a filter selects %s', (_, filter, versions) => {
  expect(select(filter)).toEqual(versions);
});

test.each<[string, number, string | undefined, Partial<Filter>]>([
  ['3.14.*, stable', 8, '3.14.7', { versions: ['3.14.*'] }],
  ['3.15.*, alpha and beta', 12, '3.15.0-beta.4', { versions: ['3.15.*'], releaseTypes: ['alpha', 'beta'] }],
  ['3.15.*, stable', 0, undefined, { versions: ['3.15.*'] }],
  [
    '3.13.*, everything',
    29,
    '3.13.15',
    { versions: ['3.13.*'], releaseTypes: ['alpha', 'beta', 'rc', 'stable'] },
  ],
  ['*, stable', 159, '3.14.7', { versions: ['*'] }],
  ['*, rc', 19, '3.15.0-rc.1', { versions: ['*'], releaseTypes: ['rc'] }],
  ['the latest release', 1, '3.14.7', { versions: 'latest' }],
  ['the latest release candidate', 1, '3.15.0-rc.1', { versions: 'latest', releaseTypes: ['rc'] }],
  ['the latest series, stable', 8, '3.14.7', { versions: 'latest-series' }],
  [
    'the latest series, stable and rc',
    12,
    '3.14.7',
    { versions: 'latest-series', releaseTypes: ['stable', 'rc'] },
  ],
  ['the latest series, rc alone', 1, '3.15.0-rc.1', { versions: 'latest-series', releaseTypes: ['rc'] }],
])('of the real upstream manifest, %s selects %i, the first of them %s', (_, count, latest, filter) => {
  const versions = select(filter, upstream);
  expect([versions.length, versions[0]]).toEqual([count, latest]);
});

test('a version is selected once although two filters select it, with the variants of both', () => {
  const ranked = readOffer(JSON.stringify([entry('3.14.0', { freethreaded: true })]), '"one"').ranked;
  const filters: Filter[] = [
    { versions: ['3.14.*'], releaseTypes: ['stable'], variants: ['default'] },
    { versions: ['*'], releaseTypes: ['stable'], variants: ['freethreaded'] },
  ];
  expect(selectVersions(ranked, resolveFilters(filters, ranked))).toEqual([
    {
      plan: 'create',
      version: '3.14.0',
      freethreaded: true,
      releaseType: 'stable',
      variants: ['default', 'freethreaded'],
    },
  ]);
});

test('a version that is left out says whether its number or its release type is the reason', () => {
  const resolved = resolveFilters([{ ...latestRelease, versions: ['3.15.*'] }], upstream);
  const choices = selectVersions(upstream, resolved).filter(({ version }) =>
    /^3\.(15\.0-rc|14\.7)/.test(version),
  );
  expect(choices).toEqual([
    { plan: 'skip', version: '3.15.0-rc.1', reason: 'other release type' },
    { plan: 'skip', version: '3.14.7', reason: 'other version' },
  ]);
});

test('a pre-release of an unknown kind is not selected, though get_python_version calls it stable', () => {
  const ranked = readOffer(manifestOf('3.15.0-dev.1', '3.14.0'), '"sample"').ranked;
  expect(select({ versions: ['*'] }, ranked)).toEqual(['3.14.0']);
});

test('a glob that no version matches is told apart from one whose release type is missing', () => {
  const [resolved] = resolveFilters([{ ...latestRelease, versions: ['3.99.*', '3.15.*'] }], upstream);
  expect(resolved?.unmatched).toEqual(['3.99.*']);
});

import { describe, expect, test } from 'vitest';
import { parseExclusions } from '../src/exclude.ts';
import { type Axes, limitVersions, planLegs } from '../src/matrix.ts';
import { parseLabels, parseLabelsByArch } from '../src/runner.ts';
import type { Selected } from '../src/select.ts';
import { expandMatrix } from './github-matrix.ts';

const version = (text: string, changes: Partial<Selected> = {}): Selected => ({
  version: text,
  freethreaded: true,
  releaseType: 'stable',
  variants: ['default'],
  ...changes,
});

const axes = (changes: Partial<Axes> = {}): Axes => ({
  platform: 'linux',
  arches: ['ppc64le', 's390x'],
  platformVersions: ['24.04', '22.04'],
  exclusions: [],
  runners: { usual: 'ubuntu-{platform_version}-{base_arch}', byArch: new Map() },
  tagPrefix: '',
  ...changes,
});

const plan = (selected: readonly Selected[], on: Axes, published: readonly string[] = []) =>
  planLegs(selected, on, new Set(published));

const told = (legs: ReturnType<typeof plan>) =>
  legs.map((leg) => `${leg.plan === 'create' ? 'create' : leg.reason}: ${leg.row.key}`);

const rowsOf = (legs: ReturnType<typeof plan>) =>
  legs.flatMap((leg) => (leg.plan === 'create' ? [leg.row] : []));

test('a row tells its leg everything', () => {
  const [row] = rowsOf(plan([version('3.14.2')], axes({ tagPrefix: 'v' })));
  expect(row).toEqual({
    tag: 'v3.14.2',
    version: '3.14.2',
    arch: 'ppc64le',
    'base-arch': 'ppc64le',
    variant: 'default',
    platform: 'linux',
    'platform-version': '24.04',
    runner: 'ubuntu-24.04-ppc64le',
    key: '3.14.2 / linux / 24.04 / ppc64le',
  });
});

test('rows follow the versions, then the arches and the platform versions as they were given', () => {
  expect(told(plan([version('3.14.2'), version('3.13.9')], axes()))).toEqual([
    'create: 3.14.2 / linux / 24.04 / ppc64le',
    'create: 3.14.2 / linux / 22.04 / ppc64le',
    'create: 3.14.2 / linux / 24.04 / s390x',
    'create: 3.14.2 / linux / 22.04 / s390x',
    'create: 3.13.9 / linux / 24.04 / ppc64le',
    'create: 3.13.9 / linux / 22.04 / ppc64le',
    'create: 3.13.9 / linux / 24.04 / s390x',
    'create: 3.13.9 / linux / 22.04 / s390x',
  ]);
});

describe('the include trap of release-latest-python-tag.yml', () => {
  const arch = (row: object): unknown => Reflect.get(row, 'arch');

  test('makes s390x of both legs there, under the rules of GitHub', () => {
    const trap = {
      'platform-version': ['24.04', '22.04'],
      include: [
        { arch: 'ppc64le', 'runner-label': 'ubuntu-24.04-ppc64le' },
        { arch: 's390x', 'runner-label': 'ubuntu-24.04-s390x' },
      ],
    };
    expect(expandMatrix(trap).map(arch)).toEqual(['s390x', 's390x']);
  });

  test('cannot close here, where every row is written out', () => {
    const include = rowsOf(plan([version('3.14.2')], axes()));
    expect(expandMatrix({ include })).toEqual(include);
    expect(include.map(arch)).toEqual(['ppc64le', 'ppc64le', 's390x', 's390x']);
  });
});

test('a leg has a key without a platform version where one build serves them all', () => {
  const runners = { usual: 'macos-15', byArch: new Map() };
  const on = axes({ platform: 'darwin', arches: ['arm64'], platformVersions: [], runners });
  const [row] = rowsOf(plan([version('3.14.2')], on));
  expect([row?.key, row?.['platform-version']]).toEqual(['3.14.2 / darwin / arm64', '']);
});

test('a free-threaded leg has an arch of its own on the runner of its base arch', () => {
  const legs = plan(
    [version('3.14.2', { variants: ['default', 'freethreaded'] })],
    axes({ platformVersions: ['24.04'], arches: ['s390x'] }),
  );
  expect(rowsOf(legs).map(({ arch, runner, key }) => ({ arch, runner, key }))).toEqual([
    { arch: 's390x', runner: 'ubuntu-24.04-s390x', key: '3.14.2 / linux / 24.04 / s390x' },
    {
      arch: 's390x-freethreaded',
      runner: 'ubuntu-24.04-s390x',
      key: '3.14.2 / linux / 24.04 / s390x-freethreaded',
    },
  ]);
});

test('a version that upstream never built free-threaded has no such leg', () => {
  const old = version('3.12.1', { freethreaded: false, variants: ['default', 'freethreaded'] });
  expect(told(plan([old], axes({ platformVersions: ['24.04'], arches: ['s390x'] })))).toEqual([
    'create: 3.12.1 / linux / 24.04 / s390x',
    'no such variant: 3.12.1 / linux / 24.04 / s390x-freethreaded',
  ]);
});

test('a published key is left out, and its neighbours are not', () => {
  const published = ['3.14.2 / linux / 24.04 / ppc64le', '3.14.2 / linux / 22.04 / s390x'];
  expect(told(plan([version('3.14.2')], axes(), published))).toEqual([
    'published: 3.14.2 / linux / 24.04 / ppc64le',
    'create: 3.14.2 / linux / 22.04 / ppc64le',
    'create: 3.14.2 / linux / 24.04 / s390x',
    'published: 3.14.2 / linux / 22.04 / s390x',
  ]);
});

test.each([
  ['- {arch: s390x, platform-version: 22.04}', ['s390x 22.04']],
  ['- arch: s390x', ['s390x 22.04', 's390x 24.04']],
  ['- platform-version: [22.04, "24.04"]', ['ppc64le 22.04', 'ppc64le 24.04', 's390x 22.04', 's390x 24.04']],
  ['- version: 3.13.*', []],
  [
    '- {version: 3.14.*, arch: "*390x"}\n- {base-arch: ppc64le, platform-version: 24.04}',
    ['ppc64le 24.04', 's390x 22.04', 's390x 24.04'],
  ],
])('the exclusion %j matches exactly its rows', (text, excluded) => {
  const legs = plan([version('3.14.2')], axes({ exclusions: parseExclusions(text) }));
  const found = legs.flatMap((leg) =>
    leg.plan === 'skip' ? [`${leg.row.arch} ${leg.row['platform-version']}`] : [],
  );
  expect(found.sort()).toEqual(excluded);
});

test.each([
  ['arch: s390x', 'expected a list of mappings'],
  ['- {}', 'would exclude every row'],
  ['- {architecture: s390x}', 'found the key "architecture"'],
  ['- {platform_version: 22.04}', 'Did you mean "platform-version"?'],
  ['- {arch: {a: b}}', 'found {"a":"b"}, expected a text or a list of texts'],
])('the exclusion %j is refused', (text, message) => {
  expect(() => parseExclusions(text)).toThrow(message);
});

describe('a runner', () => {
  const runnerOf = (usual: string, byArch = '{}') => {
    const runners = { usual: parseLabels(usual), byArch: parseLabelsByArch(byArch) };
    return rowsOf(plan([version('3.14.2')], axes({ runners, platformVersions: ['24.04'] }))).map(
      ({ runner }) => runner,
    );
  };

  test('is a label with its placeholders filled in', () => {
    expect(runnerOf('ubuntu-{platform_version}-{arch}')).toEqual([
      'ubuntu-24.04-ppc64le',
      'ubuntu-24.04-s390x',
    ]);
  });

  test('may be a list of labels', () => {
    expect(runnerOf('["self-hosted", "linux", "{base_arch}"]')[1]).toEqual(['self-hosted', 'linux', 's390x']);
  });

  test('may differ for one arch', () => {
    expect(runnerOf('ubuntu-{arch}', 's390x: [self-hosted, "z-{variant}"]')).toEqual([
      'ubuntu-ppc64le',
      ['self-hosted', 'z-default'],
    ]);
  });

  test.each([
    ['ubuntu-{platform-version}', '{}', 'Did you mean "platform_version"?'],
    ['[ubuntu, {arch}]', '{}', 'expected a text or a list of texts'],
    ['ubuntu', 'ppc64: big', 'Did you mean "ppc64le"?'],
    ['ubuntu', 's390x: []', 's390x: found an empty list'],
  ])('such as %s beside %s is refused', (usual, byArch, message) => {
    expect(() => runnerOf(usual, byArch)).toThrow(message);
  });
});

test('a limit leaves the older versions to a later run, and does not count what is published', () => {
  const selected = ['3.14.3', '3.14.2', '3.14.1'].map((text) => version(text));
  const on = axes({ arches: ['s390x'], platformVersions: ['24.04'] });
  const legs = plan(selected, on, ['3.14.3 / linux / 24.04 / s390x']);
  expect(told(limitVersions(legs, 1))).toEqual([
    'published: 3.14.3 / linux / 24.04 / s390x',
    'create: 3.14.2 / linux / 24.04 / s390x',
    'over max-versions: 3.14.1 / linux / 24.04 / s390x',
  ]);
});

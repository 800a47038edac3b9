import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Manifest, type MergeOptions, mergeIntoManifest, type ReportedFile } from '../src/index.ts';
import { report } from './real.ts';

const merge = (base: Manifest, reported: readonly ReportedFile[], options: Partial<MergeOptions> = {}) => {
  const outcome = mergeIntoManifest(base, reported, { onPublished: 'merge-files', ...options });
  if (outcome.kind === 'conflict')
    throw new Error(outcome.conflicts.map(({ message }) => message).join('\n'));
  return outcome;
};

const conflicts = (
  base: Manifest,
  reported: readonly ReportedFile[],
  options: Partial<MergeOptions> = {},
) => {
  const outcome = mergeIntoManifest(base, reported, { onPublished: 'merge-files', ...options });
  return outcome.kind === 'merged'
    ? []
    : outcome.conflicts.map(({ code, keys }) => `${code}: ${keys.join(', ')}`);
};

const states = (outcome: ReturnType<typeof merge>) =>
  outcome.changes.map(({ key, state }) => `${state}: ${key}`);

/** 3.14.2 of IBM's, 22.04 and 24.04, ppc64le and s390x. */
const LEGS = ['22.04', '24.04'].flatMap((pinned) =>
  ['ppc64le', 's390x'].map((arch) => report('3.14.2', arch, pinned)),
);
const PUBLISHED = merge([], LEGS).manifest;
const rebuilt = (arch: string, pinned: string) => report('3.14.2', arch, pinned, '3.14.2-7');

test('the first reports of a version make a sorted entry without the keys of a part', () => {
  const { manifest } = merge([], [{ ...report('3.15.0-rc.1', 's390x'), sha256: 'ab'.repeat(32), size: 1 }]);
  const { version: _, ...file } = report('3.15.0-rc.1', 's390x');
  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify([{ version: '3.15.0-rc.1', stable: false, release_url: '', files: [file] }]),
  );
});

test('versions descend and files ascend', () => {
  const reported = ['3.9.0', '3.15.0-rc.2', '3.15.0-rc.10', '3.14.2'].flatMap((version) => [
    report(version, 's390x'),
    report(version, 'ppc64le'),
  ]);
  const { manifest } = merge(PUBLISHED, reported);
  expect(manifest.map(({ version }) => version)).toEqual(['3.15.0-rc.10', '3.15.0-rc.2', '3.14.2', '3.9.0']);
  expect(manifest[0]?.files.map(({ arch }) => arch)).toEqual(['ppc64le', 's390x']);
});

test('merging the same again gives back the very same manifest', () => {
  const again = merge(PUBLISHED, LEGS.toReversed(), { onPublished: 'error' });
  expect(again.manifest).toBe(PUBLISHED);
  expect(states(again)).toEqual([
    'unchanged: 3.14.2 / linux / 22.04 / ppc64le',
    'unchanged: 3.14.2 / linux / 22.04 / s390x',
    'unchanged: 3.14.2 / linux / 24.04 / ppc64le',
    'unchanged: 3.14.2 / linux / 24.04 / s390x',
  ]);
});

test('merge-files replaces key by key and keeps the others', () => {
  expect(states(merge(PUBLISHED, [rebuilt('s390x', '22.04'), report('3.14.2', 'riscv64')]))).toEqual([
    'kept: 3.14.2 / linux / 22.04 / ppc64le',
    'replaced: 3.14.2 / linux / 22.04 / s390x',
    'kept: 3.14.2 / linux / 24.04 / ppc64le',
    'added: 3.14.2 / linux / 24.04 / riscv64',
    'kept: 3.14.2 / linux / 24.04 / s390x',
  ]);
});

test('replace-version replaces a version whole and tells the lost keys', () => {
  const outcome = merge(PUBLISHED, [rebuilt('s390x', '22.04')], { onPublished: 'replace-version' });
  expect(outcome.manifest[0]?.files).toHaveLength(1);
  expect(states(outcome)).toEqual([
    'lost: 3.14.2 / linux / 22.04 / ppc64le',
    'replaced: 3.14.2 / linux / 22.04 / s390x',
    'lost: 3.14.2 / linux / 24.04 / ppc64le',
    'lost: 3.14.2 / linux / 24.04 / s390x',
  ]);
});

test('replace-version keeps what is published of a leg that did not report', () => {
  const missing = new Set(['3.14.2 / linux / 24.04 / s390x']);
  const outcome = merge(PUBLISHED, [rebuilt('s390x', '22.04')], { onPublished: 'replace-version', missing });
  expect(states(outcome).filter((line) => line.startsWith('kept'))).toEqual([
    'kept: 3.14.2 / linux / 24.04 / s390x',
  ]);
});

const SHARED: Manifest = [
  {
    version: '3.14.2',
    stable: true,
    release_url: 'https://github.com/actions/python-versions/releases/tag/3.14.2-1',
    files: [
      {
        filename: 'python-3.14.2-win32-x64.zip',
        arch: 'x64',
        platform: 'win32',
        download_url:
          'https://github.com/actions/python-versions/releases/download/3.14.2-1/python-3.14.2-win32-x64.zip',
      },
    ],
  },
];

test('replace-version takes away no file that another repository publishes', () => {
  const { manifest } = merge(SHARED, [report('3.14.2', 's390x')], { onPublished: 'replace-version' });
  expect(manifest[0]?.files.map(({ arch }) => arch)).toEqual(['s390x', 'x64']);
});

test('a version that another repository publishes as well keeps its release page', () => {
  const page = 'https://github.com/IBM/python-versions-pz/releases/tag/3.14.2';
  const { manifest } = merge(SHARED, [{ ...report('3.14.2', 's390x'), release_url: page }]);
  expect(manifest[0]?.release_url).toBe(SHARED[0]?.release_url);
});

test('the reported release page replaces the one of an earlier build', () => {
  const page = 'https://github.com/IBM/python-versions-pz/releases/tag/3.14.2';
  const { manifest } = merge(
    PUBLISHED,
    LEGS.map((file) => ({ ...file, release_url: page })),
  );
  expect(manifest[0]?.release_url).toBe(page);
});

test.each([
  ['a new key', [report('3.14.2', 'riscv64')]],
  ['other content', [rebuilt('s390x', '22.04')]],
  [
    'another release page',
    [{ ...report('3.14.2', 's390x'), release_url: 'https://github.com/x/y/releases/tag/1' }],
  ],
])('error refuses %s of a published version', (_what, reported) => {
  expect(conflicts(PUBLISHED, reported, { onPublished: 'error' })).toEqual([
    expect.stringMatching(/^published: /),
  ]);
});

test('error takes a version that is not published', () => {
  expect(conflicts(PUBLISHED, [report('3.14.3', 's390x')], { onPublished: 'error' })).toEqual([]);
});

test('the same report twice is one file', () => {
  expect(merge([], [...LEGS, ...LEGS.map((file) => ({ ...file }))]).manifest).toEqual(PUBLISHED);
});

test.each([
  ['another URL', rebuilt('s390x', '22.04')],
  ['another sha256', { ...report('3.14.2', 's390x', '22.04'), sha256: 'cd'.repeat(32) }],
  ['another size', { ...report('3.14.2', 's390x', '22.04'), size: 1 }],
])('one key with %s is a conflict', (_what, other) => {
  expect(conflicts([], [...LEGS, other])).toEqual(['duplicate-key: 3.14.2 / linux / 22.04 / s390x']);
});

test('one archive for two machines is a conflict', () => {
  const sha256 = 'ab'.repeat(32);
  expect(
    conflicts(
      [],
      LEGS.slice(0, 2).map((file) => ({ ...file, sha256 })),
    ),
  ).toEqual(['same-bytes: 3.14.2 / linux / 22.04 / ppc64le, 3.14.2 / linux / 22.04 / s390x']);
});

test('one archive for two platform versions of one machine is no conflict', () => {
  const sha256 = 'ab'.repeat(32);
  expect(
    conflicts(
      [],
      ['22.04', '24.04'].map((pinned) => ({ ...report('3.14.2', 's390x', pinned), sha256 })),
    ),
  ).toEqual([]);
});

test('names that differ in case alone are a conflict', () => {
  const other = report('3.14.2', 'arm64');
  const clash = { ...other, filename: report('3.14.2', 's390x').filename.replace('python', 'Python') };
  expect(conflicts(PUBLISHED, [clash])).toEqual([expect.stringMatching(/^case-clash: /)]);
});

test('one archive under two arches stands in the same order whatever came first', () => {
  const both = ['x64', 'arm64'].map((arch) => ({ ...report('3.14.2', 'x64'), arch }));
  expect(merge([], both).manifest).toEqual(merge([], both.toReversed()).manifest);
});

test('two release pages of one version are a conflict', () => {
  const reported = LEGS.map((file, index) => ({
    ...file,
    release_url: `https://github.com/x/y/releases/tag/${index % 2}`,
  }));
  expect(conflicts([], reported)).toEqual([expect.stringMatching(/^release-url: /)]);
});

test('a code name and the order of keys survive a change', () => {
  const base = [{ lts: 'Iron', ...SHARED[0] }] as unknown as Manifest;
  expect(Object.keys(merge(base, [report('3.14.2', 's390x')]).manifest[0] ?? {})).toEqual([
    'lts',
    'version',
    'stable',
    'release_url',
    'files',
  ]);
});

test('a version that nobody reported on stays the same object, in whatever order its files are', () => {
  const [entry] = PUBLISHED;
  const base = entry ? [{ ...entry, files: entry.files.toReversed() }] : [];
  expect(merge(base, [report('3.14.1', 's390x')]).manifest[0]).toBe(base[0]);
});

test('a platform version of null is an absent one', () => {
  const [entry] = SHARED;
  const base = [
    { ...entry, files: entry?.files.map((file) => ({ ...file, platform_version: null })) },
  ] as unknown as Manifest;
  const again = merge(
    base,
    (entry?.files ?? []).map((file) => ({ ...file, version: '3.14.2' })),
  );
  expect(again.manifest).toBe(base);
});

const files = fc.uniqueArray(
  fc
    .record({
      version: fc.constantFrom('3.13.1', '3.14.2', '3.15.0-rc.2', '3.15.0-rc.10'),
      arch: fc.constantFrom('x64', 'arm64', 'ppc64le', 's390x', 's390x-freethreaded'),
      pinned: fc.constantFrom('22.04', '24.04'),
      tag: fc.constantFrom('1', '2'),
    })
    .map(({ version, arch, pinned, tag }) => report(version, arch, pinned, tag)),
  { selector: ({ filename }) => filename, maxLength: 30 },
);

test.each(['merge-files', 'replace-version'] as const)(
  '%s: the order of arrival never matters',
  (onPublished) => {
    fc.assert(
      fc.property(files, files, fc.infiniteStream(fc.nat()), (base, reported, noise) => {
        const published = merge([], base).manifest;
        const shuffled = reported
          .map((file) => ({ file, rank: noise.next().value }))
          .sort((a, b) => a.rank - b.rank)
          .map(({ file }) => file);
        expect(merge(published, shuffled, { onPublished })).toEqual(
          merge(published, reported, { onPublished }),
        );
      }),
      { seed: 3 },
    );
  },
);

test.each(['merge-files', 'replace-version'] as const)('%s: merging twice changes nothing', (onPublished) => {
  fc.assert(
    fc.property(files, files, (base, reported) => {
      const once = merge(merge([], base).manifest, reported, { onPublished }).manifest;
      expect(merge(once, reported, { onPublished }).manifest).toBe(once);
    }),
    { seed: 4 },
  );
});

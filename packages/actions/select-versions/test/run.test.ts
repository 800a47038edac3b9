import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryLog } from '@gatehouse/action-kit';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { assertEvidence } from '../../../../tools/evidence/schema.ts';
import { readInputs } from '../src/inputs.ts';
import { run } from '../src/run.ts';
import { fixture, manifestOf, sample, upstreamPath, upstreamText } from './manifests.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'select-versions-'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

/** Writes a file into the folder of this test and gives its path. */
async function write(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

/** Runs the action as a runner would: outputs and summary go through their files. */
async function runWith(given: Readonly<Record<string, string>>) {
  const values = {
    arches: 'ppc64le s390x',
    'platform-versions': '24.04 22.04',
    'upstream-manifest': upstreamPath,
    ...given,
  };
  vi.stubEnv('GITHUB_OUTPUT', await write('output', ''));
  vi.stubEnv('GITHUB_STEP_SUMMARY', await write('summary', ''));
  const log = memoryLog();
  const refuse: typeof fetch = () => Promise.reject(new Error('no network in this test'));
  await run(
    readInputs((name) => new Map(Object.entries(values)).get(name) ?? ''),
    { fetch: refuse, log },
  );
  const text = await readFile(join(folder, 'output'), 'utf8');
  const outputs = new Map(
    [...text.matchAll(/^(\S+)<<(\S+)\n([\s\S]*?)\n\2$/gm)].map(([, name, , value]) => [name, value]),
  );
  const json = (name: string) => JSON.parse(outputs.get(name) ?? '');
  await assertEvidence('select-versions', json('evidence'));
  return { outputs, json, text, log, summary: await readFile(join(folder, 'summary'), 'utf8') };
}

test('the filter file of the source plans the alphas and betas of 3.15 for every leg', async () => {
  const { json, outputs } = await runWith({
    'filter-file': fixture('ibm-python-versions-pz/python-tag-filter.yml'),
  });
  expect(outputs.get('count')).toBe('48');
  expect(json('versions')).toEqual([
    ...['4', '3', '2', '1'].map((number) => `3.15.0-beta.${number}`),
    ...['8', '7', '6', '5', '4', '3', '2', '1'].map((number) => `3.15.0-alpha.${number}`),
  ]);
});

test('the outputs agree with each other', async () => {
  const { json, outputs } = await runWith({ version: '3.14.*', 'tag-prefix': 'v' });
  const { include } = json('matrix');
  expect(json('expected')).toEqual(include.map(({ key }: { key: string }) => key));
  expect(new Set(json('expected')).size).toBe(32);
  expect(include[0]).toMatchObject({ tag: 'v3.14.7', runner: 'ubuntu-24.04-ppc64le' });
  expect([outputs.get('count'), outputs.get('empty'), outputs.get('latest')]).toEqual([
    '32',
    'false',
    '3.14.7',
  ]);
});

describe('what is documented and never happened in the source', () => {
  test('a filter file without a version derives the latest series, where its shell read "stable" as the version', async () => {
    const path = await write('filter.yml', 'release_types: [stable]\n');
    const { json } = await runWith({ 'filter-file': path });
    expect(json('versions')).toEqual([
      '3.14.7',
      '3.14.6',
      '3.14.5',
      '3.14.4',
      '3.14.3',
      '3.14.2',
      '3.14.1',
      '3.14.0',
    ]);
  });

  test('the latest series of 3.14.5 is 3.14.*', async () => {
    const upstream = await write('m.json', manifestOf('3.13.9', '3.14.5', '3.14.4', '3.15.0-rc.1'));
    const { json } = await runWith({
      'filter-file': await write('filter.yml', ''),
      'upstream-manifest': upstream,
    });
    expect(json('evidence').filters[0].version).toEqual(['3.14.*']);
  });

  test('a filter file that is not there means the same, with a warning', async () => {
    const { json, log } = await runWith({ 'filter-file': join(folder, 'none.yml') });
    expect(json('versions')).toHaveLength(8);
    expect(log.lines[0]).toMatch(/^warning: There is no filter file/);
  });

  test('rc.10 is the latest release candidate, not rc.1', async () => {
    const upstream = await write('m.json', manifestOf('3.15.0-rc.1', '3.15.0-rc.10', '3.15.0-rc.2'));
    const { outputs } = await runWith({ 'release-types': 'rc', 'upstream-manifest': upstream });
    expect(outputs.get('latest')).toBe('3.15.0-rc.10');
  });

  test('both arches are built on both platform versions, by the row', async () => {
    const { json } = await runWith({ version: '3.14.7' });
    expect(json('matrix').include.map(({ runner }: { runner: string }) => runner)).toEqual([
      'ubuntu-24.04-ppc64le',
      'ubuntu-22.04-ppc64le',
      'ubuntu-24.04-s390x',
      'ubuntu-22.04-s390x',
    ]);
  });

  test('a slip in the filter file fails, where every slip was read as "nothing given"', async () => {
    const path = await write('filter.yml', 'version: 3.14.*\nrelease_type: [rc]\n');
    await expect(runWith({ 'filter-file': path })).rejects.toThrow(
      /filter\.yml": found the key "release_type".*Did you mean "release_types"\?/,
    );
  });
});

describe('nothing to do', () => {
  test('is an empty include and empty: true', async () => {
    const { text, outputs } = await runWith({ version: '3.15.*' });
    expect(text).toContain('{"include":[]}');
    expect([outputs.get('empty'), outputs.get('count'), outputs.get('latest')]).toEqual(['true', '0', '']);
  });

  test('says that the release types are the reason', async () => {
    const { log } = await runWith({ version: '3.15.*' });
    expect(log.lines).toContain(
      'notice: 13 versions match the filter, and all are rc, beta, alpha: "release_types" leaves them out.',
    );
  });

  test('says that a glob matches no version at all', async () => {
    const { log } = await runWith({ version: '3.99.*' });
    expect(log.lines[0]).toMatch(
      /^warning: The version "3\.99\.\*" matches none of the 248 versions of .*; the latest is 3\.15\.0-rc\.1\.$/,
    );
  });

  test('is what remains when everything is published', async () => {
    const path = fixture('ibm-python-versions-pz/versions-manifests');
    const { outputs } = await runWith({ version: '3.13.7', published: `${path}/*.json` });
    expect([outputs.get('empty'), outputs.get('latest')]).toEqual(['true', '3.13.7']);
  });
});

test('published keys are left out, and the report says how many', async () => {
  const path = fixture('ibm-python-versions-pz/versions-manifests');
  const { json } = await runWith({ version: '3.14.*', published: `${path}/*.json` });
  expect(json('versions')).toEqual(['3.14.7', '3.14.6', '3.14.5', '3.14.4']);
  expect(json('evidence').skipped_legs).toMatchObject([{ reason: 'published', count: 16 }]);
});

test('all stable versions are too many rows, and the error says which filters fit', async () => {
  await expect(runWith({ version: '*' })).rejects.toMatchObject({
    code: 'TOO_MANY_ROWS',
    message: expect.stringContaining('Found 636 rows (159 versions × 2 arches × 2 platform versions'),
    hint: expect.stringContaining('version: [3.14.*, 3.13.*, 3.12.*, 3.11.*] makes 224 rows'),
  });
});

test('the latest 64 of all versions fill the matrix to its last row, within the size of an output', async () => {
  const { outputs, text, json } = await runWith({
    version: '*',
    'release-types': 'alpha beta rc stable',
    'max-versions': '64',
  });
  expect(outputs.get('count')).toBe('256');
  expect(json('evidence').skipped_legs).toMatchObject([{ reason: 'over max-versions', count: 184 * 4 }]);
  expect(Buffer.byteLength(text, 'utf16le')).toBeLessThan(1024 * 1024);
});

test('a manifest of 20,000 versions does not swell the outputs beyond what GitHub takes', async () => {
  const versions = Array.from({ length: 20_000 }, (_, number) => `${number % 100}.${number}.${number}`);
  const upstream = await write('m.json', manifestOf(...versions));
  const { text } = await runWith({ version: '*', 'max-versions': '64', 'upstream-manifest': upstream });
  expect(Buffer.byteLength(text, 'utf16le')).toBeLessThan(1024 * 1024);
});

test('free-threaded legs are planned where upstream has them', async () => {
  const { json } = await runWith({
    version: '3.13.0 3.12.0',
    variants: 'default freethreaded',
    arches: 's390x',
    'platform-versions': '24.04',
  });
  expect(json('expected')).toEqual([
    '3.13.0 / linux / 24.04 / s390x',
    '3.13.0 / linux / 24.04 / s390x-freethreaded',
    '3.12.0 / linux / 24.04 / s390x',
  ]);
});

test('the summary shows what each leg does, and why other versions are left out', async () => {
  const upstream = await write('m.json', manifestOf('3.14.1', '3.14.0', '3.14.0-rc.1', '3.13.0', '3.14.0'));
  const published = await write('p.json', manifestOf('3.14.0'));
  const { summary } = await runWith({
    version: '3.14.*',
    arches: 'x64 s390x',
    'platform-versions': '24.04',
    exclude: '- {version: 3.14.1, arch: s390x}',
    'upstream-manifest': upstream,
    published,
  });
  const lines = summary.split('\n').filter((line) => line.startsWith('| '));
  expect(lines).toEqual([
    '| version | release type | x64 24.04 | s390x 24.04 |',
    '| --- | --- | --- | --- |',
    '| 3.14.1 | stable | **create** | excluded |',
    '| 3.14.0 | stable | published | **create** |',
    '| reason | versions | such as |',
    '| --- | --- | --- |',
    '| other release type | 1 | 3.14.0-rc.1 |',
    '| other version | 1 | 3.13.0 |',
    '| listed twice | 1 |  |',
  ]);
});

test('the evidence names the manifest, its digest and what was made of it', async () => {
  const upstream = await write('m.json', manifestOf(...sample, '3.13', ''));
  const { json } = await runWith({ version: '3.12.5', 'upstream-manifest': upstream });
  expect(json('evidence')).toMatchObject({
    schema: 'gatehouse.select-versions/v1',
    upstream: {
      where: upstream,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      versions: 6,
      ignored: { without_version: 1, not_semver: 1, repeated: 0 },
    },
    filters: [{ version: ['3.12.5'], release_types: ['stable'], variants: ['default'], unmatched: [] }],
    selected: 1,
    create: 4,
    skipped_versions: [{ reason: 'other version', count: 5 }],
  });
});

test('the order of the upstream manifest never changes what is planned', async () => {
  const entries: readonly object[] = JSON.parse(upstreamText);
  const given = {
    version: '3.1*',
    'release-types': 'rc stable',
    variants: 'default freethreaded',
    'max-versions': '30',
    arches: 's390x',
  };
  const planned = async (text: string) => {
    const { outputs } = await runWith({ ...given, 'upstream-manifest': await write('m.json', text) });
    return ['matrix', 'expected', 'versions', 'latest'].map((name) => outputs.get(name));
  };
  const wanted = await planned(upstreamText);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...entries], { minLength: entries.length }), async (shuffled) => {
      expect(await planned(JSON.stringify(shuffled))).toEqual(wanted);
    }),
    { seed: 3, numRuns: 25 },
  );
});

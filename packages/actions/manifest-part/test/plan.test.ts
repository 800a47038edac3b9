import { compileNames } from '@gatehouse/version-manifest';
import { describe, expect, test } from 'vitest';
import { readAssets } from '../src/assets.ts';
import type { Candidate } from '../src/candidate.ts';
import { countReasons } from '../src/count-reasons.ts';
import { type PlanInputs, planPart } from '../src/plan.ts';
import { assetOf, POLLUTED_NAMES, pollutedRelease } from './asset-lists.ts';

const NAMES = compileNames(
  'python-{version}-{platform}[-{platform_version}]-{arch}.tar.gz',
  'python-{version}-{platform}[-{platform_version}]-{arch}.zip',
);
const DOWNLOADS = 'https://github.com/IBM/python-versions-pz/releases/download';

const inputsFor = (version: string, changes: Partial<PlanInputs> = {}): PlanInputs => ({
  release: { repository: 'IBM/python-versions-pz', tag: version, version },
  scope: {},
  names: NAMES,
  companions: [],
  key: undefined,
  serverUrl: 'https://github.com',
  ...changes,
});

const assets = (names: readonly string[], changes: Readonly<Record<string, unknown>> = {}) =>
  readAssets(JSON.stringify(names.map((name) => assetOf(name, changes))), '3.14.2');

function created(candidates: readonly Candidate[], inputs: PlanInputs) {
  const plan = planPart(candidates, inputs);
  if (plan.decision === 'refuse') throw new Error(plan.mistakes.join('\n'));
  return { ...plan, entries: plan.archives.map(({ entry }) => entry) };
}

function refused(candidates: readonly Candidate[], inputs: PlanInputs): string {
  const plan = planPart(candidates, inputs);
  if (plan.decision === 'create') throw new Error(`a part with ${plan.archives.length} archives`);
  return plan.mistakes.join('\n');
}

const TARBALL = 'python-3.14.2-linux-24.04-ppc64le.tar.gz';
const withUrl = (url: string, name = TARBALL) => assets([name], { browser_download_url: url });

describe('the plan of a release', () => {
  test('takes the archives and counts everything else by its reason', () => {
    const plan = created(assets(POLLUTED_NAMES), inputsFor('3.14.2'));
    expect(plan.key).toBe('3.14.2');
    expect(plan.entries.map(({ arch, platform_version }) => `${platform_version} ${arch}`)).toEqual([
      '22.04 ppc64le',
      '22.04 s390x',
      '24.04 ppc64le',
      '24.04 s390x',
    ]);
    expect(countReasons(plan.excluded)).toEqual({
      checksum: 4,
      'gate result': 1,
      log: 1,
      sbom: 4,
      'scan report': 12,
      signature: 4,
    });
  });

  test.each([
    ['3.14.2-ppc64le.json', 6],
    ['3.14.2-s390x.json', 4],
    ['3.14.0-ppc64le.json', 6],
  ])('finds the two tarballs in the real polluted release of %s', async (file, reports) => {
    const version = file.slice(0, 6);
    const list = readAssets(JSON.stringify(await pollutedRelease(file)), version);
    const plan = created(list, inputsFor(version));
    expect(
      plan.entries.map(({ filename }) => filename).every((name) => /^python-[^/]*\.tar\.gz$/.test(name)),
    ).toBe(true);
    expect([plan.entries.length, plan.excluded.length]).toEqual([2, reports]);
  });

  test('keeps one of a tarball, the tarball of a scan and a log', () => {
    const plan = created(assets([TARBALL, `trivy-${TARBALL}`, 'build.log']), inputsFor('3.14.2'));
    expect(plan.entries.map(({ filename }) => filename)).toEqual([TARBALL]);
    expect(countReasons(plan.excluded)).toEqual({ log: 1, 'scan report': 1 });
  });

  test('takes one leg only when told which, and counts the archives of the others', () => {
    const scope = { arch: 's390x', platform: 'linux', platform_version: '24.04' };
    const plan = created(assets(POLLUTED_NAMES), inputsFor('3.14.2', { scope }));
    expect(plan.key).toBe('3.14.2 / linux / 24.04 / s390x');
    expect(plan.entries.map(({ filename }) => filename)).toEqual(['python-3.14.2-linux-24.04-s390x.tar.gz']);
    expect(countReasons(plan.excluded)["another leg's archive"]).toBe(3);
  });

  test('takes all archives of an arch when only that is told', () => {
    const plan = created(assets(POLLUTED_NAMES), inputsFor('3.14.2', { scope: { arch: 's390x' } }));
    expect([plan.key, plan.entries.length]).toEqual(['3.14.2 / s390x', 2]);
  });

  test('does not depend on the order of the list', () => {
    const forward = created(assets(POLLUTED_NAMES), inputsFor('3.14.2'));
    const backward = created(assets([...POLLUTED_NAMES].reverse()), inputsFor('3.14.2'));
    expect(backward.entries).toEqual(forward.entries);
    expect(backward.excluded).toEqual(forward.excluded);
  });

  test('reads pre-releases and free-threaded builds by rendering, not by counting dashes', () => {
    const version = '3.15.0-alpha.5';
    const names = [
      `python-${version}-linux-22.04-s390x.tar.gz`,
      `python-${version}-linux-22.04-ppc64le-freethreaded.tar.gz`,
    ];
    const list = names.map((name) => ({ name, url: `${DOWNLOADS}/${version}/${name}` }));
    expect(created(list, inputsFor(version)).entries).toMatchObject([
      { version, arch: 'ppc64le-freethreaded', platform: 'linux', platform_version: '22.04' },
      { version, arch: 's390x', platform: 'linux', platform_version: '22.04' },
    ]);
  });

  test('turns the address of a draft into the address of its tag', () => {
    const plan = created(withUrl(`${DOWNLOADS}/untagged-0123abcdef/${TARBALL}`), inputsFor('3.14.2'));
    expect(plan.entries[0]?.download_url).toBe(`${DOWNLOADS}/3.14.2/${TARBALL}`);
  });

  test('takes sha256 and size from the list, and leaves out what the list does not tell', () => {
    const upper = created(assets([TARBALL], { digest: `sha256:${'AB'.repeat(32)}` }), inputsFor('3.14.2'));
    expect(upper.entries[0]).toMatchObject({ sha256: 'ab'.repeat(32), size: 41_943_040 });
    const untold = created(assets([TARBALL], { digest: null }), inputsFor('3.14.2'));
    expect(untold.entries[0]).not.toHaveProperty('sha256');
  });

  test('leaves out what the workflow names as a companion', () => {
    const inputs = inputsFor('3.14.2', { companions: ['*.txt', 'README*'] });
    const plan = created(assets([TARBALL, 'tools_structure.txt', 'README.md']), inputs);
    expect(countReasons(plan.excluded)).toEqual({ 'named in "companions"': 2 });
  });

  test('takes an archive of another naming only with its template', () => {
    const list = [
      { name: 'node-22.1.0-linux-x64.tar.gz', url: `${DOWNLOADS}/22.1.0/node-22.1.0-linux-x64.tar.gz` },
    ];
    expect(refused(list, inputsFor('22.1.0'))).toMatch(/has no reading/);
    const names = compileNames('node-{version}-{platform}-{arch}.tar.gz');
    expect(created(list, inputsFor('22.1.0', { names })).entries[0]).not.toHaveProperty('platform_version');
  });
});

describe('a release is refused', () => {
  test.each([
    ['neither archive nor companion', 'setup.exe'],
    ['an archive without a reading', 'Python-3.14.2.tgz'],
    ['an unknown arch', 'python-3.14.2-linux-24.04-sparc64.tar.gz'],
    ['another case', 'python-3.14.2-linux-24.04-X64.tar.gz'],
    ['a trailing blank', `${TARBALL} `],
    ['a zero-width space', 'python-3.14.2-linux-24.04-ppc64\u200ble.tar.gz'],
    ['three parts', 'python-3.14.2-ppc64le.tar.gz'],
    ['build metadata', 'python-3.14.2+b1-linux-24.04-ppc64le.tar.gz'],
    ['a version that is not SemVer', 'python-3.14-linux-24.04-ppc64le.tar.gz'],
    ['a path', '../python-3.14.2-linux-24.04-ppc64le.tar.gz'],
  ])('for %s', (_, name) => {
    expect(refused(assets([TARBALL, name]), inputsFor('3.14.2'))).toContain('has no reading');
  });

  test('for an archive of another version', () => {
    expect(refused(assets(['python-3.12.0-linux-24.04-ppc64le.tar.gz']), inputsFor('3.14.2'))).toMatch(
      /says "3\.12\.0 .*expected version "3\.14\.2"/,
    );
  });

  test.each([
    ['empty', ''],
    ['of another owner', `https://github.com/evil/python-versions-pz/releases/download/3.14.2/${TARBALL}`],
    ['of another repository', `https://github.com/IBM/other/releases/download/3.14.2/${TARBALL}`],
    [
      'of another host',
      `https://github.com.evil.example/IBM/python-versions-pz/releases/download/3.14.2/${TARBALL}`,
    ],
    ['of another scheme', `http://github.com/IBM/python-versions-pz/releases/download/3.14.2/${TARBALL}`],
    ['of another tag', `${DOWNLOADS}/3.14.1/${TARBALL}`],
    ['of another file', `${DOWNLOADS}/3.14.2/python-3.14.2-linux-24.04-s390x.tar.gz`],
    [
      'with user info',
      `https://github.com@evil.example/IBM/python-versions-pz/releases/download/3.14.2/${TARBALL}`,
    ],
    ['with dot segments', `${DOWNLOADS}/../../../../evil/x/releases/download/3.14.2/${TARBALL}`],
    ['with encoded dot segments', `${DOWNLOADS}/%2e%2e/3.14.2/${TARBALL}`],
    ['with a line break', `${DOWNLOADS}/3.14.2/\n${TARBALL}`],
    ['with a query', `${DOWNLOADS}/3.14.2/${TARBALL}?x=1`],
    ['of the API', 'https://api.github.com/repos/IBM/python-versions-pz/releases/assets/329384423'],
  ])('for an address %s', (_, url) => {
    expect(refused(withUrl(url), inputsFor('3.14.2'))).toMatch(/download URL/);
  });

  test('for an upload that has not ended', () => {
    expect(refused(assets([TARBALL], { state: 'starter' }), inputsFor('3.14.2'))).toMatch(
      /in the state "starter"/,
    );
  });

  test('for an empty archive', () => {
    expect(refused(assets([TARBALL], { size: 0 }), inputsFor('3.14.2'))).toMatch(/is empty/);
  });

  test('for a digest of the wrong length', () => {
    expect(refused(assets([TARBALL], { digest: 'sha256:abc' }), inputsFor('3.14.2'))).toMatch(
      /expected 64 hexadecimal/,
    );
  });

  test('for one archive under the names of two machines', () => {
    const names = [TARBALL, 'python-3.14.2-linux-24.04-s390x.tar.gz'];
    const list = assets(names, { digest: `sha256:${'ab'.repeat(32)}` }).map((asset) => ({
      ...asset,
      url: `${DOWNLOADS}/3.14.2/${asset.name}`,
    }));
    expect(refused(list, inputsFor('3.14.2'))).toMatch(/same sha256, yet they are for ppc64le and s390x/);
  });

  test('for two archives of one key', () => {
    const list = [TARBALL, TARBALL.replace('.tar.gz', '.zip')].map((name) => ({
      name,
      url: `${DOWNLOADS}/3.14.2/${name}`,
    }));
    expect(refused(list, inputsFor('3.14.2'))).toMatch(/are both "3\.14\.2 \/ linux \/ 24\.04 \/ ppc64le"/);
  });

  test.each([
    ['no asset at all', []],
    ['reports only', ['trivy-python-3.14.2-linux-24.04-ppc64le-vuln.json', 'build.log']],
  ])('for %s', (_, names) => {
    expect(refused(assets(names), inputsFor('3.14.2'))).toMatch(/None of \d files is an archive/);
  });

  test('with all its mistakes at once', () => {
    const list = assets(['setup.exe', 'python-3.12.0-linux-24.04-ppc64le.tar.gz']);
    expect(refused(list, inputsFor('3.14.2')).split('\n')).toHaveLength(2);
  });

  test('for a tag that cannot stand in an address', () => {
    const release = { repository: 'IBM/python-versions-pz', tag: '../x', version: '3.14.2' };
    expect(refused([{ name: TARBALL, path: '/x' }], inputsFor('3.14.2', { release }))).toMatch(
      /download URL/,
    );
  });
});

describe('the plan of a build', () => {
  const scope = { arch: 'ppc64le', platform: 'linux', platform_version: '24.04' };
  const built = (name: string): Candidate => ({
    name,
    path: `/build/${name}`,
    size: 7,
    sha256: 'ab'.repeat(32),
  });

  test('makes the address from the release', () => {
    const plan = created([built(TARBALL)], inputsFor('3.14.2', { scope }));
    expect(plan.key).toBe('3.14.2 / linux / 24.04 / ppc64le');
    expect(plan.entries).toEqual([
      {
        version: '3.14.2',
        filename: TARBALL,
        arch: 'ppc64le',
        platform: 'linux',
        platform_version: '24.04',
        download_url: `${DOWNLOADS}/3.14.2/${TARBALL}`,
        release_url: 'https://github.com/IBM/python-versions-pz/releases/tag/3.14.2',
        sha256: 'ab'.repeat(32),
        size: 7,
      },
    ]);
  });

  test('refuses an archive of another arch, which in a build is nobody else’s', () => {
    expect(
      refused([built('python-3.14.2-linux-24.04-s390x.tar.gz')], inputsFor('3.14.2', { scope })),
    ).toMatch(/s390x.*expected .*"ppc64le"/);
  });

  test('refuses a free-threaded build in the leg of the other', () => {
    const name = 'python-3.14.2-linux-24.04-ppc64le-freethreaded.tar.gz';
    expect(refused([built(name)], inputsFor('3.14.2', { scope }))).toMatch(/ppc64le-freethreaded/);
  });

  test('leaves out the reports that lie beside it', () => {
    const plan = created([built(TARBALL), built('build.log')], inputsFor('3.14.2', { scope }));
    expect(plan.excluded).toEqual([{ name: 'build.log', reason: 'log' }]);
  });

  test('takes a key of one’s own', () => {
    expect(created([built(TARBALL)], inputsFor('3.14.2', { scope, key: 'nightly' })).key).toBe('nightly');
  });
});

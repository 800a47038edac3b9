import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect } from 'vitest';
import { releaseEnvironment, sha256 } from './releases-held.ts';
import { startReleases } from './releases-server.ts';
import { makeShell, type Shell, scriptTest as test } from './shell.ts';
import { scriptOf } from './sources.ts';

const find = await scriptOf('version-manifests.ts', 'release-assets', 'Find the archives of this version');
const fill = await scriptOf('version-manifests.ts', 'release-assets', 'Create or complete the release');

/** What a leg leaves. */
interface Left {
  readonly arch?: string;
  readonly version?: string;
  readonly attempt?: number;
  readonly bytes?: string;
  /** What the part says of the bytes, where that is something else. */
  readonly said?: string;
  readonly name?: string;
  readonly beside?: Readonly<Record<string, string>>;
  readonly without?: 'archive' | 'part';
}

function leave(shell: Shell, left: Left): void {
  const { arch = 'ppc64le', version = '3.14.2', attempt = 1, beside = {}, without } = left;
  const { name = `python-${version}-linux-24.04-${arch}.tar.gz` } = left;
  const bytes = left.bytes ?? `${version} for ${arch}, attempt ${attempt}`;
  const part = `manifest-part--${version}_linux_24.04_${arch}--${attempt}`;
  const archives = `legs/version-files--${version}--linux-24.04-${arch}--${attempt}`;
  const entry = {
    version,
    filename: name,
    sha256: sha256(Buffer.from(left.said ?? bytes)),
    download_url: `https://github.com/acme/python-versions/releases/download/${version}/${name}`,
  };
  const content = {
    key: `${version} / linux / 24.04 / ${arch}`,
    run: { run_attempt: attempt },
    entries: [entry],
    excluded: Object.keys(beside).map((one) => ({ name: one, reason: 'sbom' })),
  };
  if (without !== 'part') shell.write(`legs/${part}/${part}.json`, JSON.stringify(content));
  if (without !== 'archive') {
    shell.write(`${archives}/${name}`, bytes);
    for (const [other, text] of Object.entries(beside)) shell.write(`${archives}/${other}`, text);
  }
}

interface Wanted {
  readonly name: string;
  readonly sha256: string;
  readonly url: string | null;
  readonly path: string;
}

async function run(shell: Shell, env: Readonly<Record<string, string>> = {}) {
  const WANTED = shell.at('temp', 'wanted.json');
  const expected = ['3.14.2', '3.14.20'].flatMap((version) =>
    ['ppc64le', 's390x'].map((arch) => `${version} / linux / 24.04 / ${arch}`),
  );
  const ran = await shell.run(find, {
    LEGS: shell.at('legs'),
    WANTED,
    VERSION: '3.14.2',
    EXPECTED: JSON.stringify(expected),
    COMPANIONS: 'false',
    ...env,
  });
  return { ...ran, wanted: (): readonly Wanted[] => JSON.parse(readFileSync(WANTED, 'utf8')) };
}

/** Runs the script on what `legs` left. */
async function found(legs: readonly Left[], env: Readonly<Record<string, string>> = {}) {
  using shell = makeShell();
  for (const leg of legs) leave(shell, leg);
  const ran = await run(shell, env);
  const names = ran.code === 0 ? ran.wanted().map(({ name }) => name) : [];
  const texts = ran.code === 0 ? ran.wanted().map(({ path }) => readFileSync(path, 'utf8')) : [];
  const files = ran.code === 0 ? ran.wanted().map(({ path }) => basename(path)) : [];
  return { ...ran, names, files, texts };
}

const PPC = 'python-3.14.2-linux-24.04-ppc64le.tar.gz';
const S390 = 'python-3.14.2-linux-24.04-s390x.tar.gz';

test.concurrent('the archives of all legs are found by the names and digests of their parts', async () => {
  const { code, outputs, names, log } = await found([{}, { arch: 's390x' }]);
  expect([code, outputs, names]).toEqual([0, 'count=2\n', [PPC, S390]]);
  expect(log).not.toContain('::');
});

test.concurrent('two archives with the same bytes are told apart by their names', async () => {
  const { names, files } = await found([{ bytes: 'same' }, { arch: 's390x', bytes: 'same' }]);
  expect([names, files]).toEqual([
    [PPC, S390],
    [PPC, S390],
  ]);
});

test.concurrent('a red leg is told, and those that succeeded go on without it', async () => {
  const { code, names, log } = await found([{}]);
  expect([code, names]).toEqual([0, [PPC]]);
  expect(log).toContain(
    '::warning title=Release assets::The release of 3.14.2 goes without what these legs did not leave: 3.14.2 / linux / 24.04 / s390x.\n',
  );
});

test.concurrent('a version of which no leg left anything is told, and gets no release', async () => {
  const { code, outputs, log } = await found([]);
  expect([code, outputs]).toEqual([0, 'count=0\n']);
  expect(log).toBe(
    '::warning title=Release assets::No leg of 3.14.2 left an archive, so its release is neither made nor changed.\n',
  );
});

test.concurrent('what another plan of the same run expects is not looked at', async () => {
  const { code, names } = await found([{}, { arch: 'riscv64', said: 'other bytes' }]);
  expect([code, names]).toEqual([0, [PPC]]);
});

test.concurrent('archives without a part do not count: their leg failed behind the upload', async () => {
  expect(await found([{ without: 'part' }])).toMatchObject({ code: 0, outputs: 'count=0\n' });
});

test.concurrent('the newest attempt of a leg counts, beside older ones of others', async () => {
  const legs = [{ attempt: 9 }, { attempt: 10 }, { arch: 's390x' }];
  const { texts } = await found(legs);
  expect(texts).toEqual(['3.14.2 for ppc64le, attempt 10', '3.14.2 for s390x, attempt 1']);
});

test.concurrent('what belongs to another version stays out, though its name begins alike', async () => {
  const { names } = await found([{}, { version: '3.14.20' }, { version: '3.14.2-rc.1' }]);
  expect(names).toEqual([PPC]);
});

test.concurrent.each([
  ['other bytes', { said: 'what was looked into' }],
  ['nothing at all', { without: 'archive' }],
] as const)('a part whose leg left %s is an error', async (_, leg) => {
  const { code, log } = await found([{ arch: 's390x' }, leg]);
  expect(code).toBe(1);
  expect(log).toMatch(
    /^::error title=Release assets::The part of 3\.14\.2 \/ linux \/ 24\.04 \/ ppc64le names python-\S+ with the sha256 [0-9a-f]{64}, and its leg left no such file\. Run all jobs again\.$/m,
  );
});

test.concurrent('a name that GitHub would change is an error', async () => {
  const { code, log } = await found([{ name: 'python 3.14.2\n::notice::x.tar.gz', bytes: 'x' }]);
  expect(code).toBe(1);
  expect(log).not.toMatch(/^::notice/m);
});

test.concurrent('what lies beside the archives is left out, unless it is asked for', async () => {
  const beside = { 'ppc64le.sbom.json': '{}', 'unknown.txt': 'x' };
  const leg = { beside: { 'ppc64le.sbom.json': '{}' } };
  expect((await found([leg])).names).toEqual([PPC]);
  const asked = await found([leg, { arch: 's390x', without: 'part', beside }], { COMPANIONS: 'true' });
  expect(asked.names).toEqual(['ppc64le.sbom.json', PPC]);
});

test.concurrent('of a leg that ran twice, only what lay beside the newer archives counts', async () => {
  const legs = [
    { attempt: 1, beside: { 'ppc64le.log': 'old' } },
    { attempt: 2, beside: { 'ppc64le.log': 'new' } },
  ];
  expect((await found(legs, { COMPANIONS: 'true' })).texts).toContain('new');
});

test.concurrent('two legs that left different bytes under one name are an error', async () => {
  const legs = [{ beside: { 'build.log': 'one' } }, { arch: 's390x', beside: { 'build.log': 'other' } }];
  const { code, log } = await found(legs, { COMPANIONS: 'true' });
  expect(code).toBe(1);
  expect(log).toContain(
    'The legs of 3.14.2 / linux / 24.04 / ppc64le and 3.14.2 / linux / 24.04 / s390x left build.log with different bytes. Give it a name of its own in each leg, or turn "upload-companions" off.',
  );
});

test.concurrent('what one leg could not leave in the first attempt comes into the release with the second', async () => {
  using shell = makeShell();
  await using github = await startReleases([]);
  const release = async () => {
    const { wanted } = await run(shell);
    const WANTED = shell.at('temp', 'wanted.json');
    const ran = await shell.run(fill, { WANTED, ...releaseEnvironment(github.url, '3.14.2') });
    expect(ran.code, ran.log).toBe(0);
    return wanted().length;
  };
  leave(shell, {});
  expect(await release()).toBe(1);
  expect(github.held).toMatchObject([{ draft: false, assets: [{ name: PPC }] }]);
  leave(shell, { arch: 's390x', attempt: 2 });
  expect(await release()).toBe(2);
  expect(github.held).toMatchObject([{ draft: false, assets: [{ name: PPC }, { name: S390 }] }]);
  expect(github.publicStates.at(-1)).toBe(`${PPC} ${S390}`);
});

import { fileURLToPath } from 'node:url';
import type { FileEntry, Manifest, ReportedFile } from '@gatehouse/version-manifest';
import { describe, expect, test } from 'vitest';
import { isAccepted, type Machine, resolveOn } from './consumers.ts';
import { archive, rebuilt } from './legs.ts';
import { isCorrupt, only, readManifest, readPzManifests, UPSTREAM } from './real-manifests.ts';
import { setUpFolder } from './scene.ts';

const ARCHES = ['x64', 'arm64', 'ppc64le', 's390x', 'riscv64', 'x64-freethreaded', 's390x-freethreaded'];

const FILES: readonly ReportedFile[] = ['3.14.2', '3.14.10', '3.15.0-rc.1'].flatMap((version) => [
  ...ARCHES.flatMap((arch) => ['22.04', '24.04'].map((pinned) => archive(version, arch, pinned))),
  archive(version, 'arm64', '', { platform: 'darwin' }),
  archive(version, 'x86', '', { platform: 'win32' }),
]);

/** The name of the one file that is found. */
async function nameOn(machine: Machine, manifest: Manifest, spec: string): Promise<string | undefined> {
  const found = await resolveOn(machine, manifest, spec);
  return found?.files.map(({ filename }) => filename).join();
}

/** What the machine of each file finds, one after the other: a machine is a matter of the whole process. */
async function namesOn(files: readonly ReportedFile[], manifest: Manifest): Promise<(string | undefined)[]> {
  const names: (string | undefined)[] = [];
  for (const file of files) names.push(await nameOn(machineOf(file), manifest, file.version));
  return names;
}

const machineOf = ({ platform, platform_version, arch }: FileEntry): Machine => ({
  platform,
  platform_version: platform_version ?? undefined,
  arch,
});

describe('the real consumer', () => {
  test('finds every file of a root manifest, on its machine', async () => {
    await using stand = await setUpFolder();
    await stand.merge({ files: FILES });
    const manifest = await stand.manifest();
    expect(isAccepted(manifest)).toBe(true);
    expect(await namesOn(FILES, manifest)).toEqual(FILES.map(({ filename }) => filename));
  });

  test('finds every file of the manifests per version and arch', async () => {
    await using stand = await setUpFolder();
    const { evidence } = await stand.merge({ files: FILES, step: { layout: 'version-arch' } });
    const paths = (evidence.proposal?.files ?? []) as readonly string[];
    expect(paths).toHaveLength(3 * (ARCHES.length + 1));
    for (const path of paths) {
      const manifest = await stand.manifest(path);
      expect(isAccepted(manifest)).toBe(true);
      const own = FILES.filter(({ version, arch }) => path.endsWith(`/${version}-${arch}.json`));
      expect(await namesOn(own, manifest)).toEqual(own.map(({ filename }) => filename));
    }
  });

  test('finds a newer version that came later: it stands in its place, not at the end', async () => {
    await using stand = await setUpFolder();
    const machine = { platform: 'linux', platform_version: '24.04', arch: 's390x' };
    await stand.merge({ files: FILES.filter(({ version }) => version === '3.14.2') });
    const newer = FILES.filter(({ version }) => version === '3.14.10');
    await stand.merge({ files: newer, run: { runId: 1002 } });
    expect((await resolveOn(machine, await stand.manifest(), '3.14'))?.version).toBe('3.14.10');
  });

  test('finds the rebuild once it is merged', async () => {
    await using stand = await setUpFolder();
    const file = archive('3.14.2', 's390x');
    await stand.merge({ files: [file] });
    await stand.merge({ files: [rebuilt(file)], run: { runId: 1002 } });
    const release = await resolveOn(machineOf(file), await stand.manifest(), '3.14.2');
    expect(release?.files.map(({ download_url }) => download_url)).toEqual([rebuilt(file).download_url]);
  });

  test('finds nothing for a machine that nobody built for', async () => {
    await using stand = await setUpFolder();
    await stand.merge({ files: FILES });
    const manifest = await stand.manifest();
    const machine = { platform: 'linux', platform_version: '20.04', arch: 's390x' };
    expect(await resolveOn(machine, manifest, '3.14.2')).toBeUndefined();
  });
});

test('a refreshed manifest gives the machines of both what each had', { timeout: 60_000 }, async () => {
  const own = only(await readPzManifests(), (path) => !isCorrupt(path));
  await using stand = await setUpFolder(own);
  await stand.merge({
    step: {
      layout: 'version-arch',
      repository: 'IBM/python-versions-pz',
      'upstream-manifest': fileURLToPath(UPSTREAM),
      'allow-empty': 'true',
    },
  });
  const manifest = await stand.manifest();
  expect(isAccepted(manifest)).toBe(true);
  for (const text of Object.values(own)) {
    for (const { version, files } of JSON.parse(text) as Manifest) {
      for (const file of files) expect(await nameOn(machineOf(file), manifest, version)).toBe(file.filename);
    }
  }
  const upstream = await readManifest(UPSTREAM);
  const ubuntu = { platform: 'linux', platform_version: '24.04', arch: 'x64' };
  for (const { version } of upstream) {
    const [before, now] = [await nameOn(ubuntu, upstream, version), await nameOn(ubuntu, manifest, version)];
    expect([version, now]).toEqual([version, before]);
  }
});

test('a repaired manifest is one that setup-python accepts', async () => {
  await using stand = await setUpFolder(await readPzManifests());
  const run = { repository: 'IBM/python-versions-pz' };
  const step = {
    layout: 'version-arch',
    repository: run.repository,
    repair: 'true',
    'allow-empty': 'true',
  };
  const { evidence } = await stand.merge({ step, run });
  const kept = ((evidence.proposal?.files ?? []) as readonly string[]).filter((path) => !isCorrupt(path));
  expect(kept).toHaveLength(10);
  for (const path of kept) expect([path, isAccepted(await stand.manifest(path))]).toEqual([path, true]);
});

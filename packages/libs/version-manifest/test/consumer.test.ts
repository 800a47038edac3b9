import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';
import { findFromManifest, type IToolRelease } from '@actions/tool-cache';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Manifest, mergeIntoManifest, type ReportedFile, refreshFromUpstream } from '../src/index.ts';
import { CLEAN, NAMES, parse, report, reportsOf, UPSTREAM } from './real.ts';

/**
 * The hook that the consumer offers for its own tests. Its package exports the main module only, so
 * the file beside that is named by its path: the same instance that `findFromManifest` uses.
 */
const consumer: { readonly _internal: { readLinuxVersionFile(): string } } = await import(
  new URL('./manifest.js', import.meta.resolve('@actions/tool-cache')).href
);

const platform = os.platform;
const readVersionFile = consumer._internal.readLinuxVersionFile;

/** Lets the consumer believe that it runs on this system. */
function runOn(name: string, version = ''): void {
  os.platform = () => name as NodeJS.Platform;
  syncBuiltinESMExports();
  consumer._internal.readLinuxVersionFile = () => `NAME="Ubuntu"\nVERSION_ID="${version}"\n`;
}

beforeEach(() => {
  // The consumer tells each comparison to the runner, some 100,000 lines of them.
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
});

afterEach(() => {
  vi.restoreAllMocks();
  os.platform = platform;
  syncBuiltinESMExports();
  consumer._internal.readLinuxVersionFile = readVersionFile;
});

const find = async (spec: string, manifest: Manifest, arch: string, stable = false) =>
  (await findFromManifest(spec, stable, manifest as unknown as IToolRelease[], arch))?.files[0]?.filename;

/** The files of `manifest` that a machine of their own kind does not get. */
async function notFound(manifest: Manifest): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const entry of manifest) {
    for (const file of entry.files) {
      runOn(file.platform, file.platform_version);
      if ((await find(entry.version, [entry], file.arch)) !== file.filename) lost.push(file.filename);
    }
  }
  return lost;
}

const merge = (base: Manifest, reported: readonly ReportedFile[]) => {
  const outcome = mergeIntoManifest(base, reported, { onPublished: 'merge-files' });
  return outcome.kind === 'merged' ? outcome.manifest : [];
};

test('every file of a refreshed manifest is found by setup-python’s lookup', async () => {
  const own = [...CLEAN.values()].map(parse);
  const { manifest } = refreshFromUpstream(parse(UPSTREAM), own);
  // `setup-python` looks rhel up by itself: no system calls its platform that.
  expect((await notFound(manifest)).filter((name) => !name.includes('-rhel-'))).toEqual([]);
});

test('every file of the per-arch manifests is found, merged anew from parts', async () => {
  const reported = [...CLEAN.values()].flatMap(parse).flatMap((entry) => reportsOf([entry]));
  expect(await notFound(merge([], reported.toReversed()))).toEqual([]);
});

const ARCHES = ['x64', 'arm64', 'x86', 'arm', 'ppc64le', 's390x', 'riscv64'].flatMap((arch) => [
  arch,
  `${arch}-freethreaded`,
]);
const VERSIONS = ['3.15.0-rc.10', '3.15.0-rc.2', '3.14.2', '3.14.1'];
const everything = merge(
  [],
  VERSIONS.flatMap((version) =>
    ARCHES.flatMap((arch) => ['22.04', '24.04'].map((pinned) => report(version, arch, pinned))),
  ),
);

test.each(['22.04', '24.04'])(
  'each arch on Ubuntu %s gets its own file of the latest version in range',
  async (pinned) => {
    runOn('linux', pinned);
    const found = await Promise.all(ARCHES.map((arch) => find('~3.14', everything, arch)));
    expect(found).toEqual(ARCHES.map((arch) => report('3.14.2', arch, pinned).filename));
  },
);

test('the latest pre-release wins by its number', async () => {
  runOn('linux', '24.04');
  expect(await find('~3.15.0-0', everything, 's390x')).toBe(report('3.15.0-rc.10', 's390x').filename);
});

test('who asks for stable versions gets no pre-release', async () => {
  runOn('linux', '24.04');
  expect(await find('>=3.14.0-0 <4.0.0-0', everything, 's390x', true)).toBe(
    report('3.14.2', 's390x').filename,
  );
});

test('a system that nobody built for gets nothing', async () => {
  runOn('linux', '20.04');
  expect(await find('3.14.2', everything, 's390x')).toBeUndefined();
});

test.each([
  ['darwin', 'arm64', 'python-3.14.2-darwin-arm64.tar.gz'],
  ['win32', 'x86', 'python-3.14.2-win32-x86.zip'],
])('a file without a platform version is found on %s', async (name, arch, filename) => {
  const key = { version: '3.14.2', platform: name, arch };
  const download_url = `https://github.com/o/r/releases/download/3.14.2/${filename}`;
  expect(NAMES.render(key)).toContain(filename);
  runOn(name);
  expect(await find('3.14.2', merge(everything, [{ ...key, filename, download_url }]), arch)).toBe(filename);
});

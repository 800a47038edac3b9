import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileNames, type Manifest, type ReportedFile } from '../src/index.ts';

const FIXTURES = join(import.meta.dirname, '..', 'fixtures');
const IBM = join(FIXTURES, 'ibm-python-versions-pz');

/** actions/python-versions: 248 versions, 2,237 files. */
export const UPSTREAM = readFileSync(
  join(FIXTURES, 'actions-python-versions', 'versions-manifest.json'),
  'utf8',
);

/** IBM/python-versions-pz: upstream with 260 files of its own. */
export const IBM_ROOT = readFileSync(join(IBM, 'versions-manifest.json'), 'utf8');

/** The 140 files per version and arch, by their paths in the repository. */
export const PER_ARCH: ReadonlyMap<string, string> = readFolder('versions-manifests');

/** Three of them as they stood while scan reports were listed. */
export const POLLUTED: ReadonlyMap<string, string> = readFolder('polluted');

export const NAMES = compileNames(
  'python-{version}-{platform}[-{platform_version}]-{arch}.tar.gz',
  'python-{version}-{platform}[-{platform_version}]-{arch}.zip',
);

export const CORRUPT = [...PER_ARCH.keys()].filter((path) => /-2[24]\.04\.json$/.test(path));

export const CLEAN: ReadonlyMap<string, string> = new Map(
  [...PER_ARCH].filter(([path]) => !CORRUPT.includes(path)),
);

export const parse = (text: string): Manifest => JSON.parse(text);

/** A manifest as its legs would report it. */
export function reportsOf(manifest: Manifest): ReportedFile[] {
  return manifest.flatMap(({ version, release_url, files }) =>
    files.map((file) => ({ ...file, version, release_url })),
  );
}

/** A report of `python-{version}-linux-{pinned}-{arch}.tar.gz`, as IBM's repository publishes it. */
export function report(version: string, arch: string, pinned = '24.04', tag = version): ReportedFile {
  const filename = `python-${version}-linux-${pinned}-${arch}.tar.gz`;
  return {
    version,
    filename,
    arch,
    platform: 'linux',
    platform_version: pinned,
    download_url: `https://github.com/IBM/python-versions-pz/releases/download/${tag}/${filename}`,
  };
}

function readFolder(name: string): Map<string, string> {
  return new Map(
    readdirSync(join(IBM, name))
      .sort()
      .map((file) => [`versions-manifests/${file}`, readFileSync(join(IBM, name, file), 'utf8')]),
  );
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Manifest,
  mergeIntoManifest,
  type ReportedFile,
  renderBytes,
} from '@gatehouse/version-manifest';
import { repositoryRoot } from '../repository.ts';
import type { MergeMeasurement } from './merge.ts';

const FIXTURE = 'packages/libs/version-manifest/fixtures/actions-python-versions/versions-manifest.json';

/** The cells of an invented matrix: as many files a version as the largest real one has. */
const CELLS = [
  ...['20.04', '22.04', '24.04', '26.04'].flatMap((release) =>
    ['x64', 'arm64', 'ppc64le', 's390x', 'riscv64'].map((arch) => ['linux', arch, release] as const),
  ),
  ...['x64', 'arm64'].map((arch) => ['darwin', arch, undefined] as const),
  ...['x64', 'x86', 'arm64', 'x64-freethreaded'].map((arch) => ['win32', arch, undefined] as const),
];

if (process.argv[2] !== undefined) {
  const published: Manifest = JSON.parse(readFileSync(join(repositoryRoot, FIXTURE), 'utf8'));
  const fixture = process.argv[2] === 'fixture';
  const reported = fixture ? reportedFrom(published) : scattered(Number(process.argv[2]));
  console.log(JSON.stringify(mergeOnce(fixture ? [] : published, reported)));
}

function mergeOnce(base: Manifest, reported: readonly ReportedFile[]): MergeMeasurement {
  const started = performance.now();
  const outcome = mergeIntoManifest(base, reported, { onPublished: 'merge-files' });
  if (outcome.kind !== 'merged') throw new Error(outcome.conflicts[0]?.message);
  let bytes = 0;
  for (const chunk of renderBytes(outcome.manifest, { lineEnd: '\n', finalNewline: true }))
    bytes += chunk.length;
  const milliseconds = performance.now() - started;
  const added = outcome.changes.filter(({ state }) => state === 'added').length;
  if (added !== reported.length || bytes === 0)
    throw new Error(`${added} of ${reported.length} files were added.`);
  return { files: reported.length, milliseconds, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

/** Every file of a manifest, as the legs that built it would have reported it, last one first. */
function reportedFrom(manifest: Manifest): readonly ReportedFile[] {
  return manifest
    .flatMap(({ version, release_url, files }) => files.map((file) => ({ version, release_url, ...file })))
    .reverse();
}

/**
 * `count` files of invented versions, in an order in which nobody would sort them. Each goes through
 * JSON, as what comes out of a part does: text that was put together takes more memory than read text.
 */
function scattered(count: number): readonly ReportedFile[] {
  const step = 7_919; // A prime that divides no power of ten, so that every file comes once.
  return Array.from({ length: count }, (_, index) =>
    JSON.parse(JSON.stringify(invent((index * step) % count))),
  );
}

function invent(number: number): ReportedFile {
  const build = Math.floor(number / CELLS.length);
  const [platform, arch, release] = CELLS[number % CELLS.length] ?? CELLS[0] ?? ['linux', 'x64', undefined];
  const version = `${10 + Math.floor(build / 1000)}.${Math.floor(build / 20) % 50}.${build % 20}`;
  const filename = ['python', version, platform, release, arch].filter(Boolean).join('-').concat('.tar.gz');
  const page = `https://github.com/octo/widgets/releases`;
  return {
    version,
    release_url: `${page}/tag/${version}`,
    filename,
    arch,
    platform,
    ...(release !== undefined && { platform_version: release }),
    download_url: `${page}/download/${version}/${filename}`,
    sha256: number.toString(16).padStart(64, '0'),
    size: 60_000_000 + number,
  };
}

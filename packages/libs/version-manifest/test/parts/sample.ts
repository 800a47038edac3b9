import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isActionError, type RunContext } from '@gatehouse/action-kit';
import {
  buildPart,
  digestOf,
  type FoundPart,
  type Leg,
  nameOfPart,
  type Part,
  readPart as readPartOf,
  renderPart as renderPartOf,
} from '@gatehouse/parts';
import { type ReportedFile, type VersionFiles, versionFiles } from '../../src/index.ts';

/** The run that the samples come from. */
export const RUN: RunContext = {
  repository: 'acme/python-builds',
  runId: 4242,
  runAttempt: 1,
  sha: 'b72b9c2f'.repeat(5),
  ref: 'refs/heads/main',
  workflowRef: 'acme/python-builds/.github/workflows/release.yml@refs/heads/main',
  job: 'build',
  serverUrl: 'https://github.com',
  apiUrl: 'https://api.github.com',
};

/** The entry that a leg for Linux reports, with a sha256 of its own for each name. */
export function sampleEntry(version = '3.14.2', arch = 'ppc64le', platform_version = '24.04'): ReportedFile {
  const filename = `python-${version}-linux-${platform_version}-${arch}.tar.gz`;
  return {
    version,
    filename,
    arch,
    platform: 'linux',
    platform_version,
    download_url: `https://github.com/acme/python-builds/releases/download/${version}/${filename}`,
    sha256: digestOf({ filename }),
    size: 48_123_456,
  };
}

export interface SampleOptions {
  readonly entries?: readonly ReportedFile[];
  readonly key?: string;
  readonly leg?: Leg;
  readonly attempt?: number;
  readonly run?: Partial<RunContext>;
}

/** A part as `manifest-part` leaves it. */
export function samplePart({
  entries = [sampleEntry()],
  key,
  leg,
  attempt = 1,
  run,
}: SampleOptions = {}): Part<VersionFiles> {
  const [first] = entries;
  const about = first && `${first.version} / ${first.platform} / ${first.platform_version} / ${first.arch}`;
  const content = {
    key: key ?? about ?? 'none',
    leg: leg ?? { tag: first?.version ?? '', arch: first?.arch ?? '', 'max-parallel': 8, free: false },
    run: { ...RUN, runAttempt: attempt, ...run },
    content: entries,
    excluded: [{ name: 'trivy-report.json', reason: 'scan report' }],
  };
  return buildPart(versionFiles, content, {});
}

export const found = (
  part: Part<VersionFiles>,
  source = `${nameOfPart(part)}.json`,
): FoundPart<VersionFiles> => ({
  part,
  source,
});

/** The bytes of a part of version files. */
export const renderPart = (part: Part<VersionFiles>): string => renderPartOf(part, versionFiles);

/** Reads a part of version files. */
export const readPart = (bytes: Uint8Array): Part<VersionFiles> => readPartOf(bytes, versionFiles, {});

/** The parts of version files that are wanted, without a target. */
export const WANTED = { kind: versionFiles, rules: {}, targets: new Set([null]) } as const;

/** The text of the sample part after `change`, with a digest that fits again. */
export function forgedText(change: (part: Record<string, unknown>) => void): string {
  const part = JSON.parse(renderPart(samplePart())) as Record<string, unknown>;
  change(part);
  return JSON.stringify({ ...part, digest: digestOf(part) });
}

/** A forged part whose only entry has other fields; `undefined` takes a field out. */
export const forgedEntry = (fields: Readonly<Record<string, unknown>>): string =>
  forgedText((part) => {
    part.entries = [JSON.parse(JSON.stringify({ ...sampleEntry(), ...fields }))];
  });

/** The failure that `work` ends in, in words; anything but an ActionError goes on as it is. */
export async function refusal(work: () => unknown): Promise<{ code: string; message: string }> {
  try {
    await work();
  } catch (thrown) {
    if (isActionError(thrown)) return { code: thrown.code, message: thrown.message };
    throw thrown;
  }
  return { code: 'none', message: 'nothing was refused' };
}

/** A folder that is gone at the end of the scope: `await using dir = await temporaryFolder()`. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), 'gatehouse-parts-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

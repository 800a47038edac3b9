import { createHash } from 'node:crypto';
import type { RunContext } from '@gatehouse/action-kit';
import { buildPart, type Leg, type Part, renderPart as renderPartOf } from '@gatehouse/parts';
import { keyOf, type ReportedFile, type VersionFiles, versionFiles } from '@gatehouse/version-manifest';

/** The run that merges, unless a test says otherwise. */
export const RUN: RunContext = {
  repository: 'octo/pythons',
  runId: 1001,
  runAttempt: 1,
  sha: '7ecd564a'.repeat(5),
  ref: 'refs/heads/main',
  workflowRef: 'octo/pythons/.github/workflows/release.yml@refs/heads/main',
  job: 'manifests',
  serverUrl: 'https://github.com',
  apiUrl: 'http://127.0.0.1:9',
};

/** What a leg built: version, arch and platform version, and what is different from the usual. */
export function archive(
  version: string,
  arch: string,
  platform_version = '24.04',
  changes: Partial<ReportedFile> = {},
): ReportedFile {
  const { platform = 'linux', ...others } = changes;
  const pinned = platform === 'linux' || platform === 'rhel';
  const about = [version, platform, ...(pinned ? [platform_version] : []), arch].join('-');
  const filename = `python-${about}.${platform === 'win32' ? 'zip' : 'tar.gz'}`;
  return {
    version,
    filename,
    arch,
    platform,
    ...(pinned && { platform_version }),
    download_url: urlOf(version, filename),
    sha256: createHash('sha256').update(filename).digest('hex'),
    size: 40_000_000,
    ...others,
  };
}

/** Where the release `tag` of the repository offers a file. */
export const urlOf = (tag: string, filename: string): string =>
  `https://github.com/octo/pythons/releases/download/${tag}/${filename}`;

/** The same archive, rebuilt under another tag. */
export function rebuilt(file: ReportedFile, tag = `${file.version}-2`): ReportedFile {
  return {
    ...file,
    download_url: urlOf(tag, file.filename),
    sha256: createHash('sha256').update(tag).update(file.filename).digest('hex'),
  };
}

export interface PartOptions {
  readonly target?: string | null;
  readonly key?: string;
  readonly leg?: Leg;
  readonly run?: Partial<RunContext>;
}

/** The part of a leg that reports `files`. */
export function partOf(
  files: readonly ReportedFile[],
  { key, target = null, leg, run }: PartOptions = {},
): Part<VersionFiles> {
  const [first] = files;
  const head = {
    key: key ?? (first ? keyOf(first) : 'nothing'),
    target,
    leg: leg ?? {},
    run: { ...RUN, job: 'build', ...run },
  };
  return buildPart(versionFiles, { ...head, content: files }, {});
}

/** The text of a part. */
export const renderPart = (part: Part<VersionFiles>): string => renderPartOf(part, versionFiles);

/**
 * The text of a part into which somebody put something else, its digest made to fit again: so the change
 * itself is what a reader has to find.
 */
export function forged(change: (part: Record<string, unknown>) => void, part = partOf([PPC])): string {
  const record: Record<string, unknown> = JSON.parse(renderPart(part));
  change(record);
  const { digest: _, ...rest } = record;
  return JSON.stringify({ ...rest, digest: createHash('sha256').update(canonical(rest)).digest('hex') });
}

/** A part whose entry has other fields; `undefined` takes a field out. */
export function forgedEntry(fields: Readonly<Record<string, unknown>>): string {
  return forged((part) => {
    part.entries = [JSON.parse(JSON.stringify({ ...PPC, ...fields }))];
  });
}

/** The canonical form that the digest of a part is taken from: keys in order, no white space. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonical(field)}`).join()}}`;
}

/** The four archives of a small matrix. */
export const PPC = archive('3.14.2', 'ppc64le');
export const PPC_22 = archive('3.14.2', 'ppc64le', '22.04');
export const S390X = archive('3.14.2', 's390x');
export const S390X_22 = archive('3.14.2', 's390x', '22.04');
export const MATRIX = [PPC, PPC_22, S390X, S390X_22] as const;

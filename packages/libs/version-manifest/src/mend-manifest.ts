import type { FileEntry, Manifest, VersionEntry } from './entry.ts';
import { isRecord } from './field.ts';
import { byFilename } from './file-entry.ts';
import type { FindingCode } from './finding.ts';
import { keyOf } from './keys.ts';
import { mendFile, rawFiles } from './mend-file.ts';
import type { Names } from './names.ts';
import { isStable, sortDescending } from './versions.ts';

/** One thing that was mended in one manifest. */
export interface Mend {
  readonly code: FindingCode;
  readonly message: string;
}

/**
 * Mends a manifest whose errors are all repairable. A version without errors stays the same object; one
 * that is mended has its files in order and no platform version of null.
 */
export function mendManifest(
  manifest: Manifest,
  names?: Names,
): { readonly manifest: Manifest; readonly mends: readonly Mend[] } {
  const mends: Mend[] = [];
  const versions = new Map<string, VersionEntry>();
  for (const entry of manifest) {
    const mended = mendVersion(entry, names, mends);
    const twin = versions.get(entry.version);
    versions.set(entry.version, twin ? combine(twin, mended, mends) : mended);
  }
  const kept = [...versions.values()].filter((entry) => entry.files.length > 0 || manifest.includes(entry));
  const sorted = sortDescending(kept);
  if (sorted.some((entry, index) => entry !== kept[index]))
    mends.push({ code: 'unsorted-versions', message: 'sorted the versions, latest first' });
  return { manifest: sorted, mends };
}

function mendVersion(entry: VersionEntry, names: Names | undefined, mends: Mend[]): VersionEntry {
  const { version } = entry;
  const own: Mend[] = [];
  const stable = isStable(version);
  if (!Array.isArray(entry.files))
    own.push({ code: 'files-not-array', message: `${version}: made files a list` });
  if (entry.stable !== stable)
    own.push({ code: 'stable-mismatch', message: `${version}: stable became ${stable}` });
  if (typeof entry.release_url !== 'string')
    own.push({ code: 'bad-shape', message: `${version}: release_url became empty` });
  const files: FileEntry[] = [];
  for (const raw of rawFiles(entry.files)) {
    const mended = mendFile(isRecord(raw) ? raw : {}, version, names);
    if (mended.kind === 'dropped')
      own.push({ code: 'not-archive', message: `${version}: ${mended.message}` });
    else files.push(mended.file);
    if (mended.kind === 'mended') own.push({ code: 'bad-arch', message: `${version}: ${mended.message}` });
  }
  const distinct = distinctFiles(version, files, own);
  if (own.length === 0) return entry;
  mends.push(...own);
  return {
    ...entry,
    stable,
    release_url: entry.release_url ?? '',
    files: distinct.map(withoutNull).sort(byFilename),
  };
}

function combine(first: VersionEntry, second: VersionEntry, mends: Mend[]): VersionEntry {
  const { version } = first;
  mends.push({ code: 'duplicate-version', message: `${version}: put its two entries together` });
  const files = distinctFiles(version, [...first.files, ...second.files], mends);
  return {
    ...first,
    release_url: first.release_url || second.release_url,
    files: files.map(withoutNull).sort(byFilename),
  };
}

/** Drops what is there twice alike; other content under one key is left for the lint to refuse. */
function distinctFiles(version: string, files: readonly FileEntry[], mends: Mend[]): readonly FileEntry[] {
  const seen = new Set<string>();
  return files.filter((file) => {
    const content = `${keyOf({ ...file, version })} ${file.filename} ${file.download_url}`;
    if (seen.has(content))
      mends.push({ code: 'duplicate-key', message: `${version}: dropped ${file.filename}, there twice` });
    return !seen.has(content) && seen.add(content);
  });
}

function withoutNull(file: FileEntry): FileEntry {
  const { platform_version, ...rest } = file;
  return platform_version === null ? rest : file;
}

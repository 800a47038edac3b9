import { quote } from '@gatehouse/action-kit/quote';
import type { FileEntry, ReportedFile, VersionEntry } from './entry.ts';
import { byFilename, compareText, entryOf, publisherOf, sameFile } from './file-entry.ts';
import { keyOf } from './keys.ts';
import type { Conflict, FileChange, MergeOptions } from './merge.ts';
import { distinctReports } from './reported.ts';
import { isStable } from './versions.ts';

interface Merged {
  /** The very `base` when nothing differs from it. */
  readonly entry: VersionEntry;
  readonly changes: readonly FileChange[];
  readonly conflicts: readonly Conflict[];
}

/** Merges what was reported for one version into what is published of it. */
export function mergeVersion(
  version: string,
  base: VersionEntry | undefined,
  reports: readonly ReportedFile[],
  options: MergeOptions,
): Merged {
  const { files: reported, conflicts } = distinctReports(version, reports);
  const changes = base ? compare(base, reported, options) : additions(version, reported);
  const release_url = releasePage(base, reported, changes);
  const differing = changes.filter(({ state }) => state !== 'unchanged' && state !== 'kept');
  if (base && differing.length === 0 && release_url === base.release_url)
    return { entry: base, changes, conflicts };
  const files = changes.flatMap(({ state, file }) =>
    state === 'lost' ? [] : [state === 'added' || state === 'replaced' ? entryOf(file) : file],
  );
  // Files of one name stay in the order of their keys, which `changes` is in already.
  files.sort(byFilename);
  return {
    entry: { ...(base ?? { version }), stable: isStable(version), release_url, files },
    changes,
    conflicts: [
      ...conflicts,
      ...caseClashes(version, files),
      ...(base && options.onPublished === 'error' ? [publishedConflict(version, differing)] : []),
    ],
  };
}

function additions(version: string, reported: ReadonlyMap<string, ReportedFile>): FileChange[] {
  return Array.from(reported, ([key, file]): FileChange => ({ key, version, state: 'added', file })).sort(
    byKey,
  );
}

function compare(
  { version, files }: VersionEntry,
  reported: ReadonlyMap<string, ReportedFile>,
  { onPublished, missing }: MergeOptions,
): FileChange[] {
  const published = new Map(files.map((file) => [keyOf({ ...file, version }), file]));
  const publishers = new Set(Array.from(reported.values(), publisherOf));
  const changes: FileChange[] = [];
  for (const [key, file] of published) {
    if (reported.has(key)) continue;
    const lost = onPublished === 'replace-version' && publishers.has(publisherOf(file)) && !missing?.has(key);
    changes.push({ key, version, state: lost ? 'lost' : 'kept', file });
  }
  for (const [key, file] of reported) {
    const before = published.get(key);
    if (!before) changes.push({ key, version, state: 'added', file });
    else if (sameFile(before, file)) changes.push({ key, version, state: 'unchanged', file: before });
    else changes.push({ key, version, state: 'replaced', file });
  }
  return changes.sort(byKey);
}

/** The reported page, unless the version stays one that others publish as well: it keeps theirs. */
function releasePage(
  base: VersionEntry | undefined,
  reported: ReadonlyMap<string, ReportedFile>,
  changes: readonly FileChange[],
): string {
  const [first] = reported.values();
  const published = base?.release_url ?? '';
  if (
    !first ||
    (published !== '' &&
      changes.some(({ state, file }) => state === 'kept' && publisherOf(file) !== publisherOf(first)))
  )
    return published;
  for (const { release_url } of reported.values()) if (release_url) return release_url;
  return published;
}

const byKey = (a: FileChange, b: FileChange): number => compareText(a.key, b.key);

function publishedConflict(version: string, differing: readonly FileChange[]): Conflict {
  const what = differing.map(({ key, state }) => `${quote(key)} would be ${state}`).slice(0, 10);
  return {
    code: 'published',
    version,
    keys: differing.map(({ key }) => key),
    message: `The version ${version} is published already and would change: ${what.join(', ') || 'its release_url'}. Choose merge-files or replace-version, or leave the version out.`,
  };
}

function* caseClashes(version: string, files: readonly FileEntry[]): Generator<Conflict> {
  if (files.length < 2) return;
  const seen = new Map<string, FileEntry>();
  for (const file of files) {
    const folded = file.filename.toLowerCase();
    const other = seen.get(folded) ?? file;
    seen.set(folded, other);
    if (other.filename === file.filename) continue;
    const keys = [other, file].map((one) => keyOf({ ...one, version }));
    const message = `The file names ${quote(other.filename)} and ${quote(file.filename)} differ in case alone. Rename one of them.`;
    yield { code: 'case-clash', version, keys, message };
  }
}

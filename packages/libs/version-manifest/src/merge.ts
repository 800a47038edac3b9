import type { FileEntry, Manifest, ReportedFile, VersionEntry } from './entry.ts';
import { mergeVersion } from './merge-version.ts';
import { sortDescending } from './versions.ts';

/**
 * What happens to a version that is published already. `replace-version`: its files give way to the
 * reported ones, as far as the same repository published them. `merge-files`: key by key, all others
 * are kept. `error`: any difference is a conflict.
 */
export type OnPublished = 'replace-version' | 'merge-files' | 'error';

export interface MergeOptions {
  readonly onPublished: OnPublished;
  /** Keys that were expected and not reported; `replace-version` keeps what is published of them. */
  readonly missing?: ReadonlySet<string>;
}

/** What became of one file of a version that was reported on. */
export interface FileChange {
  /** As `keyOf` makes it. */
  readonly key: string;
  readonly version: string;
  /** `kept` was not reported, `unchanged` was reported as it stands. */
  readonly state: 'added' | 'replaced' | 'unchanged' | 'kept' | 'lost';
  readonly file: FileEntry;
}

export interface Conflict {
  readonly code: 'duplicate-key' | 'case-clash' | 'same-bytes' | 'release-url' | 'published';
  readonly version: string;
  readonly keys: readonly string[];
  /** What was found, what was expected, what to do. */
  readonly message: string;
}

export type MergeOutcome =
  | {
      readonly kind: 'merged';
      /** The very base when nothing changed. */
      readonly manifest: Manifest;
      /** One for each file of the reported versions. */
      readonly changes: readonly FileChange[];
    }
  | { readonly kind: 'conflict'; readonly conflicts: readonly Conflict[] };

/**
 * Merges checked files into a manifest that passed `lint`. The order of `reported` never matters;
 * versions that were not reported on stay the same objects. Takes n log n steps.
 */
export function mergeIntoManifest(
  base: Manifest,
  reported: Iterable<ReportedFile>,
  options: MergeOptions,
): MergeOutcome {
  const versions = new Map<string, ReportedFile[]>();
  for (const file of reported) {
    const files = versions.get(file.version);
    if (files) files.push(file);
    else versions.set(file.version, [file]);
  }
  const published = new Map<string, VersionEntry>();
  for (const entry of base) if (versions.has(entry.version)) published.set(entry.version, entry);
  const written = new Map<string, VersionEntry>();
  const changes: FileChange[] = [];
  const conflicts: Conflict[] = [];
  for (const version of [...versions.keys()].sort()) {
    const before = published.get(version);
    const merged = mergeVersion(version, before, versions.get(version) ?? [], options);
    for (const change of merged.changes) changes.push(change);
    conflicts.push(...merged.conflicts);
    if (merged.entry !== before) written.set(version, merged.entry);
  }
  if (conflicts.length > 0) return { kind: 'conflict', conflicts };
  return { kind: 'merged', manifest: place(base, written), changes };
}

/** `base` with the written versions in their places; `base` itself when there are none. */
export function place(base: Manifest, written: ReadonlyMap<string, VersionEntry>): Manifest {
  if (written.size === 0) return base;
  const replaced = new Set<string>();
  const kept = base.map((entry) => {
    const entryNow = written.get(entry.version);
    if (entryNow) replaced.add(entry.version);
    return entryNow ?? entry;
  });
  if (replaced.size === written.size) return kept;
  const added = written.values().filter(({ version }) => !replaced.has(version));
  return sortDescending([...kept, ...added]);
}

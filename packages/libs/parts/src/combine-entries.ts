import { quote } from '@gatehouse/action-kit/quote';
import { baseArch, keyOf, type ReportedFile } from '@gatehouse/version-manifest';
import type { CombinedEntry } from './combine.ts';
import { type Conflict, rivals } from './conflict.ts';
import type { FoundPart } from './part.ts';

/** Every entry once, by key; and the conflicts between parts that report the same one. */
export function collectEntries(parts: readonly FoundPart[]): {
  readonly entries: readonly CombinedEntry[];
  readonly conflicts: readonly Conflict[];
} {
  const entries = new Map<string, CombinedEntry>();
  const conflicts: Conflict[] = [];
  for (const { part, source } of parts) {
    if (part.kind !== 'version-files') continue;
    for (const file of part.entries) {
      const key = keyOf(file);
      const known = entries.get(key);
      if (known === undefined) {
        entries.set(key, { key, file, source });
        continue;
      }
      const fields = differences(known.file, file);
      if (fields.length > 0) {
        conflicts.push(rivals('entry', key, [known.source, source], `with other ${fields.join(', ')}`));
      }
    }
  }
  const sorted = [...entries.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  return { entries: sorted, conflicts: [...conflicts, ...sameBytes(sorted)] };
}

const FIELDS = ['filename', 'download_url', 'release_url', 'sha256', 'size'] as const;

/** The fields in which two files of one key differ. The key's own fields are equal already. */
function differences(a: ReportedFile, b: ReportedFile): readonly string[] {
  return FIELDS.filter((field) => (a[field] ?? '') !== (b[field] ?? ''));
}

/**
 * The same bytes cannot run on two machines: one archive was uploaded under two names. Flavours of one
 * architecture are no conflict, nor are two systems that share a file.
 */
function sameBytes(entries: readonly CombinedEntry[]): readonly Conflict[] {
  const first = new Map<string, CombinedEntry>();
  return entries.flatMap((entry) => {
    const { sha256 } = entry.file;
    if (sha256 === undefined) return [];
    const twin = first.get(sha256);
    if (twin === undefined) first.set(sha256, entry);
    if (twin === undefined || baseArch(twin.file.arch) === baseArch(entry.file.arch)) return [];
    const both = `${nameOf(twin)} and ${nameOf(entry)}`;
    const message = `${both} have the same bytes (sha256 ${sha256}), which cannot run on both machines`;
    return [{ kind: 'same-bytes', key: entry.key, sources: [twin.source, entry.source], message }];
  });
}

const nameOf = ({ key, source }: CombinedEntry): string => `${quote(key)} in ${quote(source)}`;

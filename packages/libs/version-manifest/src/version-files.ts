import { quote } from '@gatehouse/action-kit/quote';
import type { Conflict, FoundItem, PartKind } from '@gatehouse/parts';
import type { ReportedFile } from './entry.ts';
import { compareText } from './file-entry.ts';
import { keyOf } from './keys.ts';
import { checkEntries, type EntryRules } from './part-entries.ts';
import { baseArch } from './vocabulary.ts';

/** The content of a part of this kind: the files that a leg built, of one version or of several. */
export type VersionFiles = readonly ReportedFile[];

const FIELDS = ['filename', 'download_url', 'release_url', 'sha256', 'size'] as const;

/** Files of versions, each under the key of a version manifest. */
export const versionFiles: PartKind<VersionFiles, ReportedFile, EntryRules> = {
  name: 'version-files',
  field: 'entries',
  read(value, head, rules) {
    if (Array.isArray(value)) {
      const verdict = checkEntries(value, head, rules);
      return verdict.kind === 'refused' ? verdict : { ...verdict, content: byKey(verdict.content) };
    }
    const found = value === undefined ? 'nothing' : quote(value);
    return { kind: 'refused', mistakes: [`entries: found ${found}, expected a list of entries`] };
  },
  items: (files) => files.map((item) => ({ key: keyOf(item), item })),
  // The key's own fields are equal already.
  differences: (one, other) => FIELDS.filter((field) => (one[field] ?? '') !== (other[field] ?? '')),
  conflicts: sameBytes,
  covers: (_, files) => files.map(keyOf),
  render: (files) => files.map((file) => `${keyOf(file)}: ${file.filename}`),
};

/** The order in which files were found must not show in the bytes. */
const byKey = (files: VersionFiles): VersionFiles =>
  files.toSorted((one, other) => compareText(keyOf(one), keyOf(other)));

/**
 * The same bytes cannot run on two machines: one archive was uploaded under two names. Flavours of one
 * architecture are no conflict, nor are two systems that share a file.
 */
function sameBytes(entries: readonly FoundItem<ReportedFile>[]): readonly Conflict[] {
  const first = new Map<string, FoundItem<ReportedFile>>();
  return entries.flatMap((entry) => {
    const { sha256 } = entry.item;
    if (sha256 === undefined) return [];
    const twin = first.get(sha256);
    if (twin === undefined) first.set(sha256, entry);
    if (twin === undefined || baseArch(twin.item.arch) === baseArch(entry.item.arch)) return [];
    const both = `${nameOf(twin)} and ${nameOf(entry)}`;
    const message = `${both} have the same bytes (sha256 ${sha256}), which cannot run on both machines`;
    return [{ kind: 'same-bytes', key: entry.key, sources: [twin.source, entry.source], message }];
  });
}

const nameOf = ({ key, source }: FoundItem<ReportedFile>): string => `${quote(key)} in ${quote(source)}`;

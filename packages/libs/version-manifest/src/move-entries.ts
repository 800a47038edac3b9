import { quote } from '@gatehouse/action-kit/quote';
import type { ReportedFile, VersionEntry } from './entry.ts';
import { keyOf } from './keys.ts';
import { type Layout, pathOf } from './layout.ts';
import { mergeIntoManifest } from './merge.ts';
import type { Held, RepairChange, Unrepaired } from './repair.ts';

/**
 * Moves every entry to the manifest where the layout puts it. `existing` has the paths of all files, the
 * unsound ones too: nothing moves into those. An entry that cannot move stays where it is.
 */
export function moveEntries(
  held: Map<string, Held>,
  existing: ReadonlySet<string>,
  layout: Layout,
  changes: RepairChange[],
  unrepaired: Unrepaired[],
): void {
  for (const [path, source] of [...held]) {
    const strays = Map.groupBy(reportsOf(source), (file) => pathOf(layout, file));
    strays.delete(path);
    for (const [target, files] of strays) {
      const names = files.map(({ filename }) => filename).join(', ');
      const mistake = moveTo(target, files, source, held, existing);
      if (mistake === undefined)
        changes.push({ path, code: 'wrong-file', message: `moved to ${target}: ${names}` });
      else
        unrepaired.push({
          file: path,
          path: '',
          code: 'wrong-file',
          severity: 'error',
          message: `${names} belong into ${quote(target)}, but ${mistake}`,
          repairable: false,
        });
    }
  }
}

/** Moves `files` from `source`; why that cannot be, when it cannot. */
function moveTo(
  target: string,
  files: readonly ReportedFile[],
  source: Held,
  held: Map<string, Held>,
  existing: ReadonlySet<string>,
): string | undefined {
  const there = held.get(target);
  if (!there && existing.has(target)) return 'that file has errors that cannot be repaired.';
  const outcome = mergeIntoManifest(there?.manifest ?? [], files, { onPublished: 'merge-files' });
  if (outcome.kind === 'conflict') return outcome.conflicts.map(({ message }) => message).join(' ');
  const clash = outcome.changes.find(({ state }) => state === 'replaced');
  if (clash) return `${quote(clash.key)} is there with other content. Remove one of the two.`;
  held.set(target, { manifest: outcome.manifest, form: there?.form ?? source.form });
  const gone = new Set(files.map(keyOf));
  source.manifest = source.manifest.flatMap((entry) => without(entry, gone));
  return undefined;
}

function without(entry: VersionEntry, gone: ReadonlySet<string>): readonly VersionEntry[] {
  const files = entry.files.filter((file) => !gone.has(keyOf({ ...file, version: entry.version })));
  if (files.length === entry.files.length) return [entry];
  return files.length === 0 ? [] : [{ ...entry, files }];
}

function reportsOf({ manifest }: Held): ReportedFile[] {
  return manifest.flatMap(({ version, release_url, files }) =>
    files.map((file) => ({ ...file, version, release_url })),
  );
}

import { quote, quoteList } from '@gatehouse/action-kit/quote';
import type { ReportedFile } from './entry.ts';
import { sameFile } from './file-entry.ts';
import { keyOf } from './keys.ts';
import type { Conflict } from './merge.ts';
import { baseArch } from './vocabulary.ts';

/**
 * One version's reports, each key once, whatever their order. The same key with the same content is one
 * file; the same key with other content, two release pages of one version, and one archive for two
 * machines are conflicts.
 */
export function distinctReports(
  version: string,
  reported: readonly ReportedFile[],
): { readonly files: ReadonlyMap<string, ReportedFile>; readonly conflicts: readonly Conflict[] } {
  const files = new Map<string, ReportedFile>();
  const doubled = new Map<string, readonly ReportedFile[]>();
  for (const file of reported) {
    const key = keyOf(file);
    const first = files.get(key);
    if (!first) files.set(key, file);
    else if (!sameReport(first, file)) doubled.set(key, [...(doubled.get(key) ?? [first]), file]);
  }
  if (reported.length < 2) return { files, conflicts: [] };
  const conflicts = [
    ...Array.from(doubled, ([key, twins]) => duplicate(version, key, twins)),
    ...pages(version, files),
    ...sameBytes(version, files),
  ];
  return { files, conflicts };
}

function sameReport(a: ReportedFile, b: ReportedFile): boolean {
  const samePage = (a.release_url ?? '') === (b.release_url ?? '');
  return sameFile(a, b) && a.sha256 === b.sha256 && a.size === b.size && samePage;
}

function duplicate(version: string, key: string, files: readonly ReportedFile[]): Conflict {
  const told = files.map((file) => `${file.download_url} (sha256 ${file.sha256 ?? 'unknown'})`).sort();
  const message = `${quote(key)} is reported with different content: ${quoteList(told)}. Let one leg only build each key.`;
  return { code: 'duplicate-key', version, keys: [key], message };
}

function* pages(version: string, files: ReadonlyMap<string, ReportedFile>): Generator<Conflict> {
  const found = new Set<string>();
  for (const { release_url } of files.values()) if (release_url) found.add(release_url);
  if (found.size < 2) return;
  const message = `The files of ${version} name different releases: ${quoteList([...found].sort())}. Report one release of a version at a time.`;
  yield { code: 'release-url', version, keys: [...files.keys()].sort(), message };
}

function* sameBytes(version: string, files: ReadonlyMap<string, ReportedFile>): Generator<Conflict> {
  const holders = new Map<string, { readonly machine: string; readonly keys: string[]; mixed: boolean }>();
  for (const [key, { sha256, arch }] of files) {
    if (sha256 === undefined) continue;
    const machine = baseArch(arch);
    const holder = holders.get(sha256) ?? { machine, keys: [], mixed: false };
    holder.keys.push(key);
    holder.mixed ||= holder.machine !== machine;
    holders.set(sha256, holder);
  }
  for (const [sha256, { keys, mixed }] of holders) {
    if (!mixed) continue;
    const message = `${quoteList(keys.sort())} are one archive (sha256 ${sha256}), though for different machines. A leg uploaded the file of another; build them anew.`;
    yield { code: 'same-bytes', version, keys, message };
  }
}

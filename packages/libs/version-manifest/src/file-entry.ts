import type { FileEntry } from './entry.ts';

/** Ascending by code units, as every published revision of the manifests has it. */
export function byFilename(a: FileEntry, b: FileEntry): number {
  return compareText(a.filename, b.filename);
}

/** The order of code units, as `sort` has it, below zero where `a` comes before `b`. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether both say the same; a platform version of `null` is an absent one. */
export function sameFile(a: FileEntry, b: FileEntry): boolean {
  return (
    a.filename === b.filename &&
    a.download_url === b.download_url &&
    a.arch === b.arch &&
    a.platform === b.platform &&
    (a.platform_version ?? undefined) === (b.platform_version ?? undefined)
  );
}

/** The file as it is written, in the key order of upstream. */
export function entryOf({ filename, arch, platform, platform_version, download_url }: FileEntry): FileEntry {
  return platform_version
    ? { filename, arch, platform, platform_version, download_url }
    : { filename, arch, platform, download_url };
}

/** Who publishes a file: the text of its URL up to the release, or up to the path. */
export function publisherOf({ download_url }: FileEntry): string {
  const end = download_url.indexOf('/releases/download/');
  return (end < 0 ? (URL.parse(download_url)?.origin ?? '') : download_url.slice(0, end)).toLowerCase();
}

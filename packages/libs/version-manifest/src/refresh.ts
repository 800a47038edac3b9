import type { FileEntry, Manifest, VersionEntry } from './entry.ts';
import { entryOf, sameFile } from './file-entry.ts';
import { keyOf } from './keys.ts';
import { place } from './merge.ts';
import { isStable } from './versions.ts';

export interface Refreshed {
  /** The very upstream when there is nothing of one's own. */
  readonly manifest: Manifest;
  /** Keys of one's own that were added. */
  readonly added: readonly string[];
  /** Keys that upstream has with other content: upstream's stand. */
  readonly shadowed: readonly string[];
  /** Keys that two of one's own manifests have with other content; nothing may be written then. */
  readonly conflicting: readonly string[];
}

/**
 * A manifest with everything that upstream has, and one's own files after upstream's in each version,
 * in the order of `own` (by path, so that the same files give the same bytes). Versions that upstream
 * lacks come in their places. This is what `merge-manifest.yml` of IBM/python-versions-pz publishes.
 */
export function refreshFromUpstream(upstream: Manifest, own: Iterable<Manifest>): Refreshed {
  const { versions, conflicting } = groupOwn(own);
  const published = new Map<string, VersionEntry>();
  for (const entry of upstream) if (versions.has(entry.version)) published.set(entry.version, entry);
  const written = new Map<string, VersionEntry>();
  const added: string[] = [];
  const shadowed: string[] = [];
  for (const [version, { files, release_url }] of versions) {
    const base = published.get(version);
    const theirs = new Map(base?.files.map((file) => [keyOf({ ...file, version }), file]));
    const appended: FileEntry[] = [];
    for (const [key, file] of files) {
      const twin = theirs.get(key);
      if (!twin) {
        appended.push(file);
        added.push(key);
      } else if (!sameFile(twin, file)) shadowed.push(key);
    }
    if (appended.length === 0) continue;
    const all = [...(base?.files ?? []), ...appended.map(entryOf)];
    written.set(
      version,
      base ? { ...base, files: all } : { version, stable: isStable(version), release_url, files: all },
    );
  }
  return { manifest: place(upstream, written), added: added.sort(), shadowed: shadowed.sort(), conflicting };
}

interface OwnVersion {
  readonly files: Map<string, FileEntry>;
  release_url: string;
}

function groupOwn(own: Iterable<Manifest>): {
  readonly versions: Map<string, OwnVersion>;
  readonly conflicting: readonly string[];
} {
  const versions = new Map<string, OwnVersion>();
  const conflicting = new Set<string>();
  for (const { version, release_url, files } of Array.from(own).flat()) {
    const known = versions.get(version) ?? { files: new Map(), release_url };
    versions.set(version, known);
    // The smallest of several pages, so that the order of the manifests does not show.
    if (release_url && (!known.release_url || release_url < known.release_url))
      known.release_url = release_url;
    for (const file of files) {
      const key = keyOf({ ...file, version });
      const first = known.files.get(key) ?? file;
      if (!sameFile(first, file)) conflicting.add(key);
      known.files.set(key, first);
    }
  }
  return { versions, conflicting: [...conflicting].sort() };
}

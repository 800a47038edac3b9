import { quote } from '@gatehouse/action-kit';
import type { Snapshot } from '@gatehouse/git-writer';
import { decodeText } from '@gatehouse/text-source';
import { folderOf, isPlacedBy, type Layout } from '@gatehouse/version-manifest';

/** The text of a manifest; `null` where there is none. */
export async function readText(snapshot: Snapshot, path: string): Promise<string | null> {
  const bytes = await snapshot.read(path);
  return bytes === undefined ? null : decodeText(bytes, quote(path));
}

/** The texts of those `paths` where there is a file. */
export async function readTexts(
  snapshot: Snapshot,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const texts = await Promise.all(paths.map(async (path) => [path, await readText(snapshot, path)] as const));
  return new Map(texts.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** The paths of all manifests of a layout; for a single manifest its path, whether or not it is there. */
export async function layoutPaths(snapshot: Snapshot, layout: Layout): Promise<readonly string[]> {
  if (!layout.path.includes('{')) return [layout.path];
  return (await snapshot.list(folderOf(layout))).filter((path) => isPlacedBy(layout, path));
}

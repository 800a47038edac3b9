import type { Snapshot } from '@gatehouse/git-writer';
import { keyOf, type Layout, lint, pathOf, type ReportedFile } from '@gatehouse/version-manifest';
import { readText } from './read-manifests.ts';

/** The keys of `files` that do not stand in the manifests of `snapshot` with the reported URL. */
export async function findAbsent(
  snapshot: Snapshot,
  files: readonly ReportedFile[],
  layout: Layout,
): Promise<readonly string[]> {
  const byPath = Map.groupBy(files, (file) => pathOf(layout, file));
  const absent = [...byPath].map(async ([path, wanted]) => {
    const there = urlsIn((await readText(snapshot, path)) ?? '[]');
    return wanted.filter((file) => there.get(keyOf(file)) !== file.download_url).map(keyOf);
  });
  return (await Promise.all(absent)).flat().sort();
}

function urlsIn(text: string): ReadonlyMap<string, string> {
  const urls = new Map<string, string>();
  for (const { version, files } of lint(text).manifest ?? []) {
    for (const file of files) urls.set(keyOf({ ...file, version }), file.download_url);
  }
  return urls;
}

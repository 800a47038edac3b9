import { type Snapshot, writeToBranch } from '@gatehouse/git-writer';
import { folderOf, isPlacedBy, lintManifests, type ManifestsLint } from '@gatehouse/version-manifest';
import type { LintDeps } from '../deps.ts';
import { readTexts } from '../read-manifests.ts';
import { targetOf } from '../target.ts';
import type { LintInputs } from './inputs.ts';

/** What was seen on the branch, or in the folder. */
export interface Looked {
  /** The head that was read; null for a folder. */
  readonly head: string | null;
  readonly lint: ManifestsLint;
}

/**
 * Lints all manifests where the merge would write them: the root manifest, those of the layout and one's
 * own. Nothing is written.
 */
export async function look(inputs: LintInputs, deps: LintDeps): Promise<Looked> {
  const { layout, names, repository, writer } = inputs;
  let looked: Looked | undefined;
  const produce = async (snapshot: Snapshot) => {
    const texts = await readTexts(snapshot, await pathsIn(snapshot, inputs));
    const lint = lintManifests(texts, { layout, names, repository });
    looked = { head: snapshot.head ?? null, lint };
    return { kind: 'nothing', reason: 'The manifests are only looked at.' } as const;
  };
  // Outside of a run the input is all that says whose manifests they are.
  const place = { ...deps.place, repository: deps.place.repository || repository };
  await writeToBranch({ target: targetOf(writer, place), produce, deadlineMs: writer.deadlineMs }, deps);
  if (looked === undefined) throw new Error('The writer did not show the branch.');
  return looked;
}

async function pathsIn(
  snapshot: Snapshot,
  { layout, manifest, own }: LintInputs,
): Promise<readonly string[]> {
  const folders = [...new Set([folderOf(layout), own])];
  // A layout at the root of the repository does not make every JSON file there a manifest.
  const listed = await Promise.all(
    folders.map(async (folder) => ({ folder, paths: await snapshot.list(folder) })),
  );
  const found = listed.flatMap(({ folder, paths }) =>
    paths.filter((path) => isPlacedBy(layout, path) || (folder === own && path.endsWith('.json'))),
  );
  return [...new Set([manifest, ...found])].sort();
}

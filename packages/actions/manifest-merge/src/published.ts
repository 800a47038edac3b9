import { ActionError } from '@gatehouse/action-kit';
import type { Snapshot } from '@gatehouse/git-writer';
import {
  type LintedManifest,
  lintManifests,
  pathsFor,
  type ReportedFile,
  repair,
} from '@gatehouse/version-manifest';
import { listFaults } from './faults.ts';
import type { ManifestRules } from './inputs.ts';
import { layoutPaths, readText, readTexts } from './read-manifests.ts';

/** One thing that `repair` mended. */
export interface Mend {
  readonly path: string;
  readonly message: string;
}

/** The manifests of the branch, as the merge goes on from them. */
export interface Published {
  /** By path, as they stand; `null` where there is none. */
  readonly found: ReadonlyMap<string, string | null>;
  /** The same after the repair; equal to `found` where nothing was mended. */
  readonly sound: ReadonlyMap<string, string | null>;
  readonly mends: readonly Mend[];
  /** The paths of all manifests of the layout. */
  readonly existing: readonly string[];
  /** The manifests that the merge leaves alone and that have errors. */
  readonly unsound: readonly LintedManifest[];
}

/**
 * Reads the manifests that `files` go into; with `repair` all of the layout, since entries may have to
 * move to the file where they belong. The others are linted. Fails with `NOT_REPAIRABLE`.
 */
export async function readPublished(
  snapshot: Snapshot,
  files: readonly ReportedFile[],
  rules: ManifestRules,
): Promise<Published> {
  const { layout, names, repository } = rules;
  const existing = await layoutPaths(snapshot, layout);
  const wanted = new Set(pathsFor(layout, files));
  if (rules.repair) for (const path of existing) wanted.add(path);
  const found = new Map(
    await Promise.all(
      [...wanted].sort().map(async (path) => [path, await readText(snapshot, path)] as const),
    ),
  );
  const others = await readTexts(
    snapshot,
    existing.filter((path) => !wanted.has(path)),
  );
  const { manifests } = lintManifests(others, { layout, names, repository });
  const unsound = manifests.filter(({ isSound }) => !isSound);
  if (!rules.repair) return { found, sound: found, mends: [], existing, unsound };
  const texts = new Map([...found].filter((entry): entry is [string, string] => entry[1] !== null));
  const { files: mended, changes, unrepaired } = repair(texts, { layout, names, repository });
  if (unrepaired.length > 0) {
    const faults = unrepaired.map(({ file, path, message }) => ({ file, path, message }));
    throw notRepairable(faults);
  }
  return { found, sound: new Map([...found, ...mended]), mends: changes, existing, unsound };
}

function notRepairable(faults: Parameters<typeof listFaults>[0]): ActionError<'NOT_REPAIRABLE'> {
  const files = new Set(faults.map(({ file }) => file)).size;
  return new ActionError({
    code: 'NOT_REPAIRABLE',
    message: listFaults(faults, `${faults.length} errors in ${files} published manifests need a person:`),
    hint: 'Nothing was written. Fix these files by hand and run this again.',
  });
}

import { ActionError, quote, quoteList } from '@gatehouse/action-kit';
import type { Snapshot } from '@gatehouse/git-writer';
import { decodeText } from '@gatehouse/text-source';
import { type Finding, type Layout, pathsFor, type ReportedFile, repair } from '@gatehouse/version-manifest';
import type { ManifestRules } from './inputs.ts';

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
}

/**
 * Reads the manifests that `files` go into; with `repair` all of the layout, since entries may have to
 * move to the file where they belong. Fails with `NOT_REPAIRABLE`.
 */
export async function readPublished(
  snapshot: Snapshot,
  files: readonly ReportedFile[],
  rules: ManifestRules,
): Promise<Published> {
  const wanted = new Set(pathsFor(rules.layout, files));
  if (rules.repair) for (const path of await layoutPaths(snapshot, rules.layout)) wanted.add(path);
  const found = new Map(
    await Promise.all(
      [...wanted].sort().map(async (path) => [path, await readText(snapshot, path)] as const),
    ),
  );
  if (!rules.repair) return { found, sound: found, mends: [] };
  const texts = new Map([...found].filter((entry): entry is [string, string] => entry[1] !== null));
  const { layout, names, repository } = rules;
  const { files: mended, changes, unrepaired } = repair(texts, { layout, names, repository });
  if (unrepaired.length > 0) throw notRepairable(unrepaired);
  return { found, sound: new Map([...found, ...mended]), mends: changes };
}

/** The text of a manifest; `null` where there is none. */
export async function readText(snapshot: Snapshot, path: string): Promise<string | null> {
  const bytes = await snapshot.read(path);
  return bytes === undefined ? null : decodeText(bytes, quote(path));
}

/** The JSON files in the folder of a layout. Others have no place for entries. */
async function layoutPaths(snapshot: Snapshot, { path }: Layout): Promise<readonly string[]> {
  if (!path.includes('{')) return [path];
  const fixed = path.slice(0, path.indexOf('{'));
  const folder = fixed.slice(0, Math.max(0, fixed.lastIndexOf('/')));
  return (await snapshot.list(folder)).filter((found) => found.startsWith(fixed) && found.endsWith('.json'));
}

function notRepairable(findings: readonly (Finding & { readonly file: string })[]): ActionError {
  const [first] = findings;
  return new ActionError({
    code: 'NOT_REPAIRABLE',
    message: `${findings.length} errors in published manifests need a person, in ${quoteList([...new Set(findings.map(({ file }) => file))])}. The first: ${quote(first?.file)} at ${quote(first?.path)}: ${first?.message}`,
    hint: 'Mend these files by hand and run this again. Nothing was written.',
  });
}

import type { Leg, Row } from './matrix.ts';
import type { Published } from './published.ts';
import type { Choice, Resolved, Selected } from './select.ts';
import type { Upstream } from './upstream.ts';

/** Everything that was seen and decided. */
export interface Plan {
  readonly upstream: Upstream;
  readonly published: Published;
  readonly filters: readonly Resolved[];
  /** One for each version of the upstream manifest, latest first. */
  readonly choices: readonly Choice[];
  /** The choices to build, before anything published or excluded is left out. */
  readonly selected: readonly Selected[];
  /** One for each leg of a selected version. */
  readonly legs: readonly Leg[];
  /** The rows of the legs that are built. */
  readonly rows: readonly Row[];
}

/** Some of what was left out for one reason: the count is exact, the list is cut. */
export interface LeftOut {
  readonly reason: string;
  readonly count: number;
  /** Versions or keys, latest first. */
  readonly first: readonly string[];
}

/** Groups `items` by reason; only `limit` of each are named, since a job's outputs end at 1 MB. */
export function leftOut(
  items: Iterable<{ readonly reason: string; readonly name: string }>,
  limit: number,
): readonly LeftOut[] {
  return [...Map.groupBy(items, ({ reason }) => reason)].map(([reason, group]) => ({
    reason,
    count: group.length,
    first: group.slice(0, limit).map(({ name }) => name),
  }));
}

/** The versions that no filter selects. */
export function skippedVersions({ choices }: Plan): { readonly reason: string; readonly name: string }[] {
  return choices.flatMap((choice) =>
    choice.plan === 'skip' ? [{ reason: choice.reason, name: choice.version }] : [],
  );
}

/** The keys of selected versions that are not built. */
export function skippedLegs({ legs }: Plan): { readonly reason: string; readonly name: string }[] {
  return legs.flatMap((leg) => (leg.plan === 'skip' ? [{ reason: leg.reason, name: leg.row.key }] : []));
}

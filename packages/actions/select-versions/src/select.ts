import type { Available } from './available.ts';
import type { Filter, Variant } from './filter.ts';
import { type Glob, matchesGlob, seriesOf } from './glob.ts';
import { type ReleaseType, releaseTypeOf } from './release-type.ts';

/** A version that the filters select. */
export interface Selected extends Available {
  readonly releaseType: ReleaseType;
  readonly variants: readonly Variant[];
}

/** The plan for one version of the manifest, with the reason where it is left out. */
export type Choice =
  | ({ readonly plan: 'create' } & Selected)
  | {
      readonly plan: 'skip';
      readonly version: string;
      readonly reason: 'other version' | 'other release type';
    };

/** A filter whose globs are written out. */
export interface Resolved extends Filter {
  readonly versions: readonly Glob[];
  /** The globs that no version matches, whatever its release type: probably a slip. */
  readonly unmatched: readonly Glob[];
}

/** The filters with `latest` and `latest-series` worked out; `ranked` is in descending order. */
export function resolveFilters(
  filters: readonly Filter[],
  ranked: readonly Available[],
): readonly Resolved[] {
  return filters.map((filter) => {
    const versions = typeof filter.versions === 'string' ? newest(filter, ranked) : filter.versions;
    const unmatched = versions.filter((glob) => !ranked.some(({ version }) => matchesGlob(glob, version)));
    return { ...filter, versions, unmatched };
  });
}

/**
 * The glob of the newest version or series. The source document derives the series from the newest
 * stable version; only a filter that wants no stable version at all means the newest pre-release.
 */
function newest({ versions, releaseTypes }: Filter, ranked: readonly Available[]): readonly Glob[] {
  const stableOnly = versions === 'latest-series' && releaseTypes.includes('stable');
  const wanted: readonly (ReleaseType | undefined)[] = stableOnly ? ['stable'] : releaseTypes;
  const found = ranked.find(({ version }) => wanted.includes(releaseTypeOf(version)));
  if (found === undefined) return [];
  return [versions === 'latest' ? found.version : seriesOf(found.version)];
}

/** One choice for each version, in the order of `ranked`; a version needs one filter that takes it. */
export function selectVersions(
  ranked: readonly Available[],
  filters: readonly Resolved[],
): readonly Choice[] {
  return ranked.map((available): Choice => {
    const { version } = available;
    const matching = filters.filter(({ versions }) => versions.some((glob) => matchesGlob(glob, version)));
    if (matching.length === 0) return { plan: 'skip', version, reason: 'other version' };
    const releaseType = releaseTypeOf(version);
    const taking = matching.filter(({ releaseTypes }) => releaseTypes.some((type) => type === releaseType));
    if (releaseType === undefined || taking.length === 0) {
      return { plan: 'skip', version, reason: 'other release type' };
    }
    return {
      plan: 'create',
      ...available,
      releaseType,
      variants: [...new Set(taking.flatMap((f) => f.variants))],
    };
  });
}

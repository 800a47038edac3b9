import { type BaseArch, keyOf } from '@gatehouse/version-manifest';
import { type Exclusion, isExcluded } from './exclude.ts';
import type { Variant } from './filter.ts';
import { fillIn, type Labels, labelsFor, type Runners } from './runner.ts';
import type { Selected } from './select.ts';

/** What a version is built for. */
export interface Axes {
  readonly platform: string;
  readonly arches: readonly BaseArch[];
  /** Empty where a file serves every version of the platform. */
  readonly platformVersions: readonly string[];
  readonly exclusions: readonly Exclusion[];
  readonly runners: Runners;
  readonly tagPrefix: string;
}

/** One row of the matrix, with everything that its leg must know. Every row has every field. */
export interface Row {
  readonly tag: string;
  readonly version: string;
  /** As in the manifest: `ppc64le-freethreaded` for that variant. */
  readonly arch: string;
  readonly 'base-arch': BaseArch;
  readonly variant: Variant;
  readonly platform: string;
  /** Empty where a file serves every version of the platform. */
  readonly 'platform-version': string;
  readonly runner: Labels;
  readonly key: string;
}

/** The plan for one leg of a selected version. */
export type Leg =
  | { readonly plan: 'create'; readonly row: Row }
  | { readonly plan: 'skip'; readonly row: Row; readonly reason: LegReason };

/** `no such variant`: the manifest offers no free-threaded build of that version. */
export type LegReason = 'published' | 'excluded' | 'no such variant' | 'over max-versions';

/**
 * One leg for each version, arch, variant and platform version, in this order. Rows are written out in
 * full: under GitHub's rules an `include` object beside other axes is added to every combination, and
 * the next one overwrites it, so that both legs of `arch: ppc64le` and `arch: s390x` become s390x
 * (https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations).
 */
export function planLegs(
  selected: readonly Selected[],
  axes: Axes,
  published: ReadonlySet<string>,
): readonly Leg[] {
  return selected.flatMap((choice) =>
    rowsOf(choice, axes).map((row): Leg => {
      const reason = reasonAgainst(row, choice, axes, published);
      return reason === undefined ? { plan: 'create', row } : { plan: 'skip', row, reason };
    }),
  );
}

/** Builds the first `maxVersions` versions that need it, and leaves the others to a later run. */
export function limitVersions(legs: readonly Leg[], maxVersions: number): readonly Leg[] {
  const built = new Set<string>();
  return legs.map((leg): Leg => {
    if (leg.plan === 'skip') return leg;
    if (built.size < maxVersions) built.add(leg.row.version);
    return built.has(leg.row.version) ? leg : { plan: 'skip', row: leg.row, reason: 'over max-versions' };
  });
}

function rowsOf({ version, variants }: Selected, axes: Axes): readonly Row[] {
  const { platform, arches, platformVersions } = axes;
  const targets = platformVersions.length === 0 ? [''] : platformVersions;
  return arches.flatMap((base) =>
    variants.flatMap((variant) => {
      const arch = variant === 'default' ? base : `${base}-${variant}`;
      return targets.map((target): Row => {
        const key = keyOf({ version, platform, platform_version: target, arch });
        const values = { version, platform, platform_version: target, arch, base_arch: base, variant };
        const runner = fillIn(labelsFor(axes.runners, base), values);
        const tag = axes.tagPrefix + version;
        return {
          tag,
          version,
          arch,
          'base-arch': base,
          variant,
          platform,
          'platform-version': target,
          runner,
          key,
        };
      });
    }),
  );
}

function reasonAgainst(
  row: Row,
  { freethreaded }: Selected,
  { exclusions }: Axes,
  published: ReadonlySet<string>,
): LegReason | undefined {
  if (row.variant === 'freethreaded' && !freethreaded) return 'no such variant';
  if (isExcluded(row, exclusions)) return 'excluded';
  return published.has(row.key) ? 'published' : undefined;
}

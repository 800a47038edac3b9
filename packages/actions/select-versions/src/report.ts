import {
  appendSummary,
  findRunContext,
  type Log,
  quote,
  runEvidence,
  setOutputs,
} from '@gatehouse/action-kit';
import type { Evidence } from './evidence-schema.ts';
import { matchesGlob } from './glob.ts';
import { leftOut, type Plan, skippedLegs, skippedVersions } from './plan.ts';
import { releaseTypeOf } from './release-type.ts';
import { renderSummary } from './summary.ts';

/** Sets the outputs, writes the job summary and says what a maintainer should look at. */
export async function publishPlan(plan: Plan, log: Log): Promise<void> {
  warnAbout(plan, log);
  const { rows, selected } = plan;
  const versions = [...new Set(rows.map(({ version }) => version))];
  log.info(
    rows.length === 0
      ? `Nothing to do: ${selected.length} versions are selected, no leg of them is left to build.`
      : `Rows to build: ${rows.length}, of the versions ${versions.join(', ')}`,
  );
  setOutputs({
    matrix: { include: rows },
    expected: rows.map(({ key }) => key),
    versions,
    latest: selected[0]?.version ?? '',
    count: rows.length,
    empty: rows.length === 0,
    evidence: evidenceOf(plan),
  });
  await appendSummary(renderSummary(plan));
}

/** The evidence, `gatehouse.select-versions/v1`. */
export function evidenceOf(plan: Plan): Evidence {
  const { upstream, published, rows } = plan;
  return {
    schema: 'gatehouse.select-versions/v1',
    run: runEvidence(findRunContext()),
    upstream: {
      where: upstream.where,
      sha256: upstream.sha256,
      versions: upstream.ranked.length,
      ignored: {
        without_version: upstream.ignored.withoutVersion,
        not_semver: upstream.ignored.notSemver,
        repeated: upstream.ignored.repeated,
      },
    },
    published: {
      manifests: published.manifests,
      keys: published.keys.size,
      damaged: published.damaged,
      unsound: { count: published.unsound.length, first: published.unsound.slice(0, 100) },
    },
    filters: plan.filters.map((filter) => ({
      version: filter.versions,
      release_types: filter.releaseTypes,
      variants: filter.variants,
      unmatched: filter.unmatched,
    })),
    selected: plan.selected.length,
    create: rows.length,
    skipped_versions: leftOut(skippedVersions(plan), 50),
    skipped_legs: leftOut(skippedLegs(plan), 50),
  };
}

function warnAbout({ upstream, filters, choices, selected }: Plan, log: Log): void {
  const { withoutVersion, notSemver, repeated } = upstream.ignored;
  if (withoutVersion + notSemver + repeated > 0) {
    log.warning(
      `${quote(upstream.where)} has entries that are left out: ${withoutVersion} without a version, ${notSemver} with one that is no SemVer, ${repeated} repeated.`,
    );
  }
  for (const glob of filters.flatMap(({ unmatched }) => unmatched)) {
    log.warning(
      `The version ${quote(glob)} matches none of the ${upstream.ranked.length} versions of ${quote(upstream.where)}; the latest is ${choices[0]?.version}.`,
    );
  }
  if (selected.length > 0) return;
  const near = choices.filter(({ version }) =>
    filters.some((f) => f.versions.some((g) => matchesGlob(g, version))),
  );
  const types = new Set(near.map(({ version }) => releaseTypeOf(version) ?? 'of another release type'));
  if (near.length > 0) {
    log.notice(
      `${near.length} versions match the filter, and all are ${[...types].join(', ')}: "release_types" leaves them out.`,
    );
  }
}

import { cell, table } from '@gatehouse/action-kit';
import type { Leg } from './matrix.ts';
import { leftOut, type Plan, skippedVersions } from './plan.ts';

/** More lines than this nobody reads; the report has the numbers. */
const MAX_VERSIONS = 100;

/** The plan as Markdown: what each leg of a selected version does, and why other versions are left out. */
export function renderSummary(plan: Plan): string {
  const { upstream, selected, rows } = plan;
  const versions = new Set(rows.map(({ version }) => version)).size;
  const filters = plan.filters.map(
    ({ versions, releaseTypes }) => `${versions.join(', ') || 'nothing'} (${releaseTypes.join(', ')})`,
  );
  return [
    '## Version plan',
    rows.length === 0
      ? `**Nothing to do.** ${selected.length} of ${upstream.ranked.length} versions are selected.`
      : `**${rows.length} rows** for ${versions} of ${upstream.ranked.length} versions.`,
    `Filter: ${cell(filters.join('; '))}. Upstream: ${cell(upstream.where)}.`,
    ...(selected.length > 0 ? [legTable(plan)] : []),
    ...leftOutTable(plan),
    ...unsoundTable(plan),
  ].join('\n\n');
}

function legTable({ selected, legs }: Plan): string {
  const column = ({ row }: Leg) => `${row.arch} ${row['platform-version']}`.trim();
  const columns = [...new Set(legs.map(column))];
  const verdicts = new Map(legs.map((leg) => [`${leg.row.version} ${column(leg)}`, verdictOf(leg)]));
  const lines = selected
    .slice(0, MAX_VERSIONS)
    .map(({ version, releaseType }) => [
      version,
      releaseType,
      ...columns.map((name) => verdicts.get(`${version} ${name}`) ?? '–'),
    ]);
  const more = selected.length - lines.length;
  const shown = table(['version', 'release type', ...columns], lines);
  return more > 0 ? `${shown}\n\n_and ${more} versions more_` : shown;
}

const verdictOf = (leg: Leg): string => (leg.plan === 'create' ? '**create**' : leg.reason);

function leftOutTable(plan: Plan): readonly string[] {
  const { withoutVersion, notSemver, repeated } = plan.upstream.ignored;
  const lines = [
    ...leftOut(skippedVersions(plan), 8).map(({ reason, count, first }) => [
      reason,
      String(count),
      `${first.join(', ')}${count > first.length ? ', …' : ''}`,
    ]),
    ...(withoutVersion > 0 ? [['entry without a version', String(withoutVersion), '']] : []),
    ...(notSemver > 0 ? [['no SemVer version', String(notSemver), '']] : []),
    ...(repeated > 0 ? [['listed twice', String(repeated), '']] : []),
  ];
  return lines.length === 0 ? [] : ['Left out:', table(['reason', 'versions', 'such as'], lines)];
}

function unsoundTable({ published: { unsound } }: Plan): readonly string[] {
  if (unsound.length === 0) return [];
  const lines = unsound
    .slice(0, 50)
    .map(({ path, errors, first }) => [cell(path), String(errors), cell(first)]);
  const more = unsound.length > lines.length ? [`_and ${unsound.length - lines.length} more manifests_`] : [];
  return ['Published manifests with errors:', table(['manifest', 'errors', 'first'], lines), ...more];
}

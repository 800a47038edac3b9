import { cell, table } from '@gatehouse/action-kit';
import { formatRepository } from '@gatehouse/oci-client';
import { planOf, reasonOf, type Story } from './outcome.ts';

/** The job summary: for several images a table by platform, then what became of each. */
export function summaryOf(stories: readonly Story[]): string {
  const details = stories.map(detailsOf);
  return stories.length === 1 ? details.join('') : [overviewOf(stories), ...details].join('\n\n');
}

function overviewOf(stories: readonly Story[]): string {
  const platforms = [...new Set(stories.flatMap(platformsOf))].sort();
  const rows = stories.map((story) => {
    const has = new Set(platformsOf(story));
    return [
      cell(imageOf(story)),
      cell(TITLES[story.outcome.kind]),
      ...platforms.map((platform) => (has.has(platform) ? 'yes' : '–')),
    ];
  });
  return `## Images\n\n${table(['Image', 'Result', ...platforms.map(cell)], rows)}`;
}

function platformsOf({ outcome }: Story): readonly string[] {
  return [...(planOf(outcome)?.platforms.keys() ?? [])];
}

function detailsOf(story: Story): string {
  const { outcome } = story;
  const plan = planOf(outcome);
  const title = `## ${cell(imageOf(story))}: ${TITLES[outcome.kind]}`;
  if (plan === undefined) return `${title}\n\n${cell(reasonOf(story))}`;
  const platforms = [...plan.platforms].map(([platform, digest]) => [
    cell(platform),
    `\`${digest}\``,
    plan.carried.includes(platform) ? 'kept from the tag' : 'from this run',
  ]);
  const kept = 'kept' in outcome ? outcome.kept : [];
  const tags = [
    ...plan.tags.map(({ tag, kind, action, digest }) => [
      cell(tag),
      kind,
      shownAction(story, action),
      `\`${digest}\``,
    ]),
    ...kept.map(({ tag, reason }) => [cell(tag), 'floating', cell(reason), '']),
  ];
  return [
    title,
    ...(outcome.kind === 'wrong' ? [cell(reasonOf(story))] : []),
    table(['Platform', 'Digest', 'Origin'], platforms),
    ...(tags.length > 0 ? [table(['Tag', 'Kind', 'Result', 'Digest'], tags)] : []),
    ...sociLines(story),
    ...attachedLines(story),
    ...(plan.dropped.length > 0 ? [`Dropped: ${cell(plan.dropped.join(', '))}`] : []),
  ].join('\n\n');
}

function sociLines({ outcome }: Story): readonly string[] {
  if (!('soci' in outcome) || outcome.soci.kind === 'none') return [];
  const { soci } = outcome;
  if (soci.kind === 'not-applicable') {
    const why =
      soci.reason === 'layers-too-small'
        ? `no layer has ${soci.minLayerSize} bytes`
        : 'the tool cannot read the layers';
    return [`SOCI indexes are not applicable: ${why}.`];
  }
  const made = soci.platforms.filter(({ sociIndex }) => sociIndex !== 'none').map(({ platform }) => platform);
  return [`SOCI indexes (soci ${cell(soci.toolVersion)}): ${cell(made.join(', '))}.`];
}

/** Which digest carries what: a verifier that looks at the wrong one finds nothing. */
function attachedLines({ outcome }: Story): readonly string[] {
  if (!('attached' in outcome)) return [];
  const { attached } = outcome;
  if (attached.kind === 'unread')
    return [`What is attached to it could not be read: ${cell(attached.reason)}`];
  if (attached.attachments.length === 0) return ['Nothing is attached to it.'];
  const names = new Map([...outcome.plan.platforms].map(([platform, digest]) => [digest, platform]));
  const rows = attached.attachments.map(({ to, type, predicate, digest }) => [
    cell(names.get(to) ?? 'the index'),
    cell(predicate ?? type),
    `\`${digest}\``,
  ]);
  return [table(['Attached to', 'Type', 'Digest'], rows)];
}

function imageOf({ request: { target } }: Story): string {
  return formatRepository(target.repository);
}

function shownAction({ outcome }: Story, action: 'write' | 'skip'): string {
  if (action === 'skip') return 'unchanged';
  return outcome.kind === 'published' ? 'set' : 'not set';
}

const TITLES: Readonly<Record<Story['outcome']['kind'], string>> = {
  published: 'published',
  pushed: 'pushed by digest, not tagged yet',
  planned: 'planned, nothing written',
  refused: 'refused',
  late: 'sources are missing',
  wrong: 'not as published',
  failed: 'failed',
};

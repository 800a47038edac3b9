import { cell, type OutputValue, type RunContext, runEvidence, table } from '@gatehouse/action-kit';
import { formatRepository } from '@gatehouse/oci-client';
import type { Evidence } from './evidence-schema.ts';
import { actionOf, planOf, reasonOf, type Story } from './outcome.ts';

/** When and in which run the step ended. */
export interface Circumstances {
  /** `undefined` outside of a workflow run. */
  readonly context: RunContext | undefined;
  /** RFC 3339. */
  readonly checkedAt: string;
}

/** The outputs by their names in `action.yml`. */
export function outputsOf(story: Story, circumstances: Circumstances): Readonly<Record<string, OutputValue>> {
  const evidence = evidenceOf(story, circumstances);
  const { digest, image } = evidence;
  const isDone = story.outcome.kind === 'published' || story.outcome.kind === 'pushed';
  const isTagged = story.outcome.kind === 'published';
  return {
    digest: isDone ? (digest ?? '') : '',
    'name-with-digest': isDone ? `${image}@${digest}` : '',
    tags: isTagged ? evidence.tags.map(({ tag }) => tag) : [],
    action: actionOf(story.outcome),
    platforms: Object.fromEntries(evidence.platforms.map(({ platform, digest: own }) => [platform, own])),
    evidence,
  };
}

function evidenceOf(story: Story, { context, checkedAt }: Circumstances): Evidence {
  const { target, kept, outcome } = story;
  const plan = planOf(outcome);
  return {
    schema: 'gatehouse.image-publish/v1',
    result: outcome.kind,
    reason: reasonOf(story),
    checked_at: checkedAt,
    run: runEvidence(context),
    image: formatRepository(target.repository),
    digest: plan?.digest ?? null,
    platforms: [...(plan?.platforms ?? [])].map(([platform, digest]) => ({ platform, digest })),
    tags: plan?.tags ?? [],
    kept_tags: kept.map(({ tag, reason }) => ({ tag, reason })),
    carried: plan?.carried ?? [],
    dropped: plan?.dropped ?? [],
    verified_manifests: 'manifests' in outcome ? outcome.manifests : null,
  };
}

/** The job summary: platforms, tags, and what did not move. */
export function summaryOf(story: Story): string {
  const { target, kept, outcome } = story;
  const plan = planOf(outcome);
  const title = `## ${cell(formatRepository(target.repository))}: ${TITLES[outcome.kind]}`;
  if (plan === undefined) return `${title}\n\n${cell(reasonOf(story))}`;
  const platforms = [...plan.platforms].map(([platform, digest]) => [
    cell(platform),
    `\`${digest}\``,
    plan.carried.includes(platform) ? 'kept from the tag' : 'from this run',
  ]);
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
    table(['Platform', 'Digest', 'Origin'], platforms),
    ...(tags.length > 0 ? [table(['Tag', 'Kind', 'Result', 'Digest'], tags)] : []),
    ...(plan.dropped.length > 0 ? [`Dropped: ${cell(plan.dropped.join(', '))}`] : []),
  ].join('\n\n');
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

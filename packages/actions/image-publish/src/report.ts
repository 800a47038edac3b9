import { type OutputValue, type RunContext, runEvidence } from '@gatehouse/action-kit';
import { formatRepository } from '@gatehouse/oci-client';
import type { Evidence } from './evidence-schema.ts';
import { actionOf, type Outcome, planOf, reasonOf, type Story } from './outcome.ts';
import { actionOfAll, resultOf } from './together.ts';

/** When and in which run the step ended. */
export interface Circumstances {
  /** `undefined` outside of a workflow run. */
  readonly context: RunContext | undefined;
  /** RFC 3339. */
  readonly checkedAt: string;
}

type TargetEvidence = Evidence['targets'][number];

/** The outputs by their names in `action.yml`. What is about one image is empty where there are several. */
export function outputsOf(
  stories: readonly Story[],
  circumstances: Circumstances,
): Readonly<Record<string, OutputValue>> {
  const evidence = evidenceOf(stories, circumstances);
  const only = evidence.targets.length === 1 ? evidence.targets[0] : undefined;
  const names = evidence.targets.flatMap(namesOf);
  return {
    digest: only !== undefined && isDone(only) ? (only.digest ?? '') : '',
    'name-with-digest': only === undefined ? '' : (names[0] ?? ''),
    'names-with-digest': names,
    tags: evidence.targets.flatMap((target) => tagsOf(target, only !== undefined)),
    action: actionOfAll(stories),
    platforms: only === undefined ? {} : platformsOf(only),
    evidence,
  };
}

function isDone({ result }: TargetEvidence): boolean {
  return result === 'published' || result === 'pushed';
}

/** Everything that tags get: what a signature is needed for. The image itself comes first. */
function namesOf(target: TargetEvidence): readonly string[] {
  if (!isDone(target)) return [];
  const digests = [target.digest, ...target.tags.map(({ digest }) => digest), ...target.indexes];
  return [...new Set(digests)].flatMap((digest) => (digest === null ? [] : [`${target.image}@${digest}`]));
}

function tagsOf({ result, image, tags }: TargetEvidence, isOnly: boolean): readonly string[] {
  if (result !== 'published') return [];
  return tags.map(({ tag }) => (isOnly ? tag : `${image}:${tag}`));
}

function platformsOf({ platforms }: TargetEvidence): Readonly<Record<string, string>> {
  return Object.fromEntries(platforms.map(({ platform, digest }) => [platform, digest]));
}

function evidenceOf(stories: readonly Story[], { context, checkedAt }: Circumstances): Evidence {
  return {
    schema: 'gatehouse.image-publish/v1',
    result: resultOf(stories),
    checked_at: checkedAt,
    run: runEvidence(context),
    targets: stories.map(targetEvidence),
  };
}

function targetEvidence(story: Story): TargetEvidence {
  const { request, parts, outcome } = story;
  const plan = planOf(outcome);
  const kept = 'kept' in outcome ? outcome.kept : [];
  return {
    image: formatRepository(request.target.repository),
    result: outcome.kind,
    action: actionOf(outcome),
    reason: reasonOf(story),
    digest: plan?.digest ?? null,
    indexes: plan?.indexes.map(({ index }) => index.digest) ?? [],
    platforms: [...(plan?.platforms ?? [])].map(([platform, digest]) => ({ platform, digest })),
    tags: plan?.tags ?? [],
    kept_tags: kept.map(({ tag, reason }) => ({ tag, reason })),
    carried: plan?.carried ?? [],
    dropped: plan?.dropped ?? [],
    parts: parts.map(({ part, source }) => ({
      key: part.key,
      source,
      run_attempt: part.run.run_attempt,
      platform: part.content.platform,
      digest: part.content.digest,
    })),
    attached: attachedIn(outcome),
    soci: sociIn(outcome),
    verified_manifests: 'manifests' in outcome ? outcome.manifests : null,
  };
}

function attachedIn(outcome: Outcome): TargetEvidence['attached'] {
  if (!('attached' in outcome) || outcome.attached.kind === 'unread') return null;
  return outcome.attached.attachments.map(({ predicate, ...rest }) => ({
    ...rest,
    predicate: predicate ?? null,
  }));
}

function sociIn(outcome: Outcome): TargetEvidence['soci'] {
  if (!('soci' in outcome)) return null;
  const { soci } = outcome;
  switch (soci.kind) {
    case 'none':
      return null;
    case 'not-applicable':
      return { kind: soci.kind, reason: soci.reason, min_layer_size: soci.minLayerSize };
    case 'converted':
      return {
        kind: soci.kind,
        tool_version: soci.toolVersion,
        platforms: soci.platforms.map(({ platform, before, after, sociIndex }) => ({
          platform,
          before,
          after,
          soci_index: sociIndex === 'none' ? null : sociIndex,
        })),
      };
    default:
      return soci satisfies never;
  }
}

import type { Digest } from '@gatehouse/oci-client';
import {
  type IndexPlan,
  type IndexPolicy,
  type IndexSource,
  planCopy,
  planIndex,
  type Refusal,
  refusal,
} from '@gatehouse/oci-index';
import type { IndexToPush, TagNow, TagPlan, TargetPlan } from './tag-plan.ts';
import type { Target } from './target.ts';

/** What the plan of one tag says, whatever kind of target it is of. */
interface Step {
  readonly action: TagPlan['action'];
  readonly digest: Digest;
  readonly platforms: ReadonlyMap<string, Digest>;
  readonly push: IndexToPush | undefined;
  readonly carried: readonly string[];
  readonly dropped: readonly string[];
  readonly reasons: readonly string[];
}

interface TagStep extends Step {
  readonly now: TagNow;
}

type Described = Pick<Target, 'kind' | 'policy'>;

/**
 * Plans a target from its sources and from what each of its tags holds. Pure. One tag that must not change
 * refuses the whole target, before anything is written.
 */
export function planTarget(
  target: Described,
  sources: readonly IndexSource[],
  tags: readonly TagNow[],
): TargetPlan {
  const steps: TagStep[] = [];
  for (const now of inOrder(tags)) {
    const step = planStep(target, sources, now);
    if (step.action === 'refuse') return { ...step, tag: now.tag };
    steps.push({ ...step, now });
  }
  const [first, ...others] = steps;
  if (first !== undefined) return joined([first, ...others]);
  // Without tags it is planned as for a tag that does not exist.
  const alone = planStep(target, sources, { tag: '', kind: 'exact', current: { kind: 'absent' } });
  if (alone.action === 'refuse') return { ...alone, tag: '' };
  const { action: _, push, ...rest } = alone;
  return { ...rest, action: 'publish', indexes: push === undefined ? [] : [push], tags: [] };
}

function planStep(target: Described, sources: readonly IndexSource[], now: TagNow): Step | Refusal {
  return target.kind === 'copy' ? planCopied(target, sources, now) : planIndexed(target, sources, now);
}

function planIndexed({ policy }: Described, sources: readonly IndexSource[], now: TagNow): Step | Refusal {
  const plan: IndexPlan = planIndex(sources, now.current, { ...policy, tag: tagPolicy(now) });
  switch (plan.action) {
    case 'refuse':
      return plan;
    case 'skip':
      return { ...UNCHANGED, ...plan };
    case 'create': {
      const { index, children, ...rest } = plan;
      return { ...rest, action: 'write', digest: index.digest, push: { index, children } };
    }
    default:
      return plan satisfies never;
  }
}

function planCopied({ policy }: Described, sources: readonly IndexSource[], now: TagNow): Step | Refusal {
  if (policy.annotations.length > 0) {
    const keys = [...new Set(policy.annotations.map(({ key }) => key))].sort().join(', ');
    return refusal(
      'ANNOTATIONS_ON_COPY',
      `A copy keeps its bytes, so it cannot get the annotations ${keys}.`,
      'Publish an index, or leave the annotations out, those in the parts too.',
    );
  }
  // A copy keeps its bytes, so nothing can be carried into it.
  const missing = policy.missing === 'drop' ? 'drop' : 'require-current';
  const plan = planCopy(sources, now.current, { tag: tagPolicy(now), missing, expected: policy.expected });
  switch (plan.action) {
    case 'refuse':
      return plan;
    case 'skip':
      return { ...UNCHANGED, ...plan };
    case 'copy': {
      const { digest, platforms, dropped, reasons } = plan;
      return { ...UNCHANGED, action: 'write', digest, platforms, dropped, reasons };
    }
    default:
      return plan satisfies never;
  }
}

const UNCHANGED = { push: undefined, carried: [], dropped: [] } as const;

function tagPolicy({ kind }: TagNow): IndexPolicy['tag'] {
  return kind === 'exact' ? 'exact' : 'moving';
}

function inOrder(tags: readonly TagNow[]): readonly TagNow[] {
  return [...tags.filter(({ kind }) => kind === 'exact'), ...tags.filter(({ kind }) => kind === 'floating')];
}

/**
 * Where an exact tag holds these images already, under bytes of an earlier run that may be signed, the tags that
 * would get the same images get those bytes: a rerun must not mint another index.
 */
function joined(steps: readonly [TagStep, ...TagStep[]]): TargetPlan {
  const settled = steps.find(({ now, action }) => now.kind === 'exact' && action === 'skip');
  const adopt = (step: TagStep): TagStep =>
    settled !== undefined && step.action === 'write' && isSame(step.platforms, settled.platforms)
      ? { ...step, digest: settled.digest, push: undefined }
      : step;
  const final = steps.map(adopt);
  const pushes = final.flatMap(({ push }) => (push === undefined ? [] : [push]));
  const { digest, platforms } = adopt(steps[0]);
  return {
    action: 'publish',
    digest,
    platforms,
    indexes: [...new Map(pushes.map((push) => [push.index.digest, push])).values()],
    tags: final
      .map((step) => ({ ...step.now, action: step.action, digest: step.digest }))
      .map(withoutCurrent),
    carried: unique(final.flatMap(({ carried }) => carried)),
    dropped: unique(final.flatMap(({ dropped }) => dropped)),
    reasons: final.flatMap(({ now, reasons }) => reasons.map((reason) => `${now.tag}: ${reason}`)),
  };
}

function withoutCurrent({ tag, kind, action, digest }: TagPlan): TagPlan {
  return { tag, kind, action, digest };
}

function isSame(one: ReadonlyMap<string, Digest>, other: ReadonlyMap<string, Digest>): boolean {
  return (
    one.size > 0 && one.size === other.size && [...one].every(([key, digest]) => other.get(key) === digest)
  );
}

function unique(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort();
}

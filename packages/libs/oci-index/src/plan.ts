import { type Descriptor, type Digest, digestOf, type IndexType, renderIndex } from '@gatehouse/oci-client';
import { annotate } from './annotate.ts';
import { emptyIndex, otherImages, unexpected, unusableSource, unusableTag } from './check.ts';
import { platformDigests, shownImages } from './child.ts';
import { combine, type PlannedChild } from './combine.ts';
import type { CurrentTag } from './current.ts';
import { groupOf } from './group.ts';
import { guardCurrent } from './guard.ts';
import type { IndexPolicy } from './policy.ts';
import type { Refusal } from './refusal.ts';
import type { IndexSource } from './source.ts';

/** An index to be pushed. */
export interface PlannedIndex {
  readonly mediaType: IndexType;
  /** Of `bytes`, so it is known before anything is pushed. */
  readonly digest: Digest;
  readonly bytes: Uint8Array;
}

/** What is to be done, with the reasons in sentences. */
export type IndexPlan =
  | {
      readonly action: 'create';
      readonly index: PlannedIndex;
      readonly children: readonly PlannedChild[];
      /** The images by platform. */
      readonly platforms: ReadonlyMap<string, Digest>;
      /** The platforms whose image stays as the tag has it. */
      readonly carried: readonly string[];
      readonly dropped: readonly string[];
      readonly reasons: readonly string[];
    }
  | {
      readonly action: 'skip';
      /** What the tag holds and keeps. */
      readonly digest: Digest;
      readonly platforms: ReadonlyMap<string, Digest>;
      readonly reasons: readonly string[];
    }
  | Refusal;

/**
 * Plans the index of one tag from its sources and from what the tag holds. Pure: the same input in any order
 * gives the same plan, byte for byte, and nothing in it depends on the time.
 */
export function planIndex(
  sources: readonly IndexSource[],
  current: CurrentTag,
  policy: IndexPolicy,
): IndexPlan {
  const unusable = unusableSource(sources) ?? unusableTag(current);
  if (unusable !== undefined) return unusable;
  const groups = sources.map(groupOf);
  const brought = combine(groups);
  if (brought.kind === 'conflict') return brought.refusal;
  const own = imagesOf(brought.children);
  if (own.size === 0) return emptyIndex(sources);
  const held = current.kind === 'index' ? platformDigests(current.manifests) : new Map<string, Digest>();
  if (current.kind === 'index') {
    const extra = [...held.keys()].some((key) => !own.has(key));
    if (contains(held, own) && (!extra || policy.existing === 'contains')) {
      return unexpected(held, policy) ?? unchanged(current.digest, held);
    }
    if (policy.tag === 'exact') return otherImages(held, own, policy);
  }
  const guard =
    current.kind === 'index'
      ? guardCurrent(own, current, policy.missing)
      : ({ kind: 'passed', carried: [], dropped: new Map<string, Digest>(), notes: [] } as const);
  if (guard.kind === 'refused') return guard.refusal;
  const combined = combine([...groups, ...guard.carried]);
  if (combined.kind === 'conflict') return combined.refusal;
  const { children } = combined;
  const platforms = imagesOf(children);
  const stray = unexpected(platforms, policy);
  if (stray !== undefined) return stray;
  if (current.kind === 'index' && contains(platforms, held) && contains(held, platforms)) {
    return unchanged(current.digest, held);
  }
  const annotated = annotate(children, policy.annotations);
  if (annotated.kind === 'refused') return annotated.refusal;
  const index = untouched(sources, children, policy) ?? rendered(annotated);
  return {
    action: 'create',
    index,
    children,
    platforms,
    carried: [...platforms.keys()].filter((key) => !own.has(key)),
    dropped: [...guard.dropped.keys()].sort(),
    reasons: [
      current.kind === 'absent' ? 'The tag does not exist yet.' : `The tag holds ${shownImages(held)}.`,
      ...guard.notes,
      ...combined.notes,
    ],
  };
}

/** The images that the sources bring by platform; empty where they conflict, which the plan reports. */
export function broughtImages(sources: readonly IndexSource[]): ReadonlyMap<string, Digest> {
  const combined = combine(sources.map(groupOf));
  return combined.kind === 'combined' ? imagesOf(combined.children) : new Map();
}

function imagesOf(children: readonly PlannedChild[]): ReadonlyMap<string, Digest> {
  return platformDigests(children.map(({ descriptor }) => descriptor));
}

function contains(whole: ReadonlyMap<string, Digest>, part: ReadonlyMap<string, Digest>): boolean {
  return [...part].every(([key, digest]) => whole.get(key) === digest);
}

function rendered(content: {
  readonly mediaType: IndexType;
  readonly manifests: readonly Descriptor[];
  readonly annotations: Readonly<Record<string, string>>;
}): PlannedIndex {
  const bytes = renderIndex(content);
  return { mediaType: content.mediaType, digest: digestOf(bytes), bytes };
}

/** A single index that does not change keeps its bytes, and so its digest and its signatures. */
function untouched(
  sources: readonly IndexSource[],
  children: readonly PlannedChild[],
  { annotations }: IndexPolicy,
): PlannedIndex | undefined {
  const [source, ...others] = new Map(sources.map((one) => [one.descriptor.digest, one])).values();
  if (source?.kind !== 'index' || others.length > 0 || annotations.length > 0) return undefined;
  const same =
    source.manifests.length === children.length &&
    source.manifests.every((one, at) => one.digest === children[at]?.descriptor.digest);
  const { mediaType, digest } = source.descriptor;
  return same ? { mediaType: mediaType as IndexType, digest, bytes: source.bytes } : undefined;
}

function unchanged(digest: Digest, platforms: ReadonlyMap<string, Digest>): IndexPlan {
  const reasons = [`The tag holds these images already: ${shownImages(platforms)}. Nothing is written.`];
  return { action: 'skip', digest, platforms, reasons };
}

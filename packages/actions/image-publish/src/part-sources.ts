import { ActionError, type Log, quoteList, type RunContext, readRunContext } from '@gatehouse/action-kit';
import { images, type PartImage } from '@gatehouse/image-part';
import { parseBuildPlatform, parseDigest, parseRepository } from '@gatehouse/oci-client';
import type { IndexAnnotation } from '@gatehouse/oci-index';
import type { TargetSource } from '@gatehouse/oci-publish';
import {
  combineParts,
  conflictError,
  type downloadParts,
  type FoundPart,
  gatherParts,
  type OtherPart,
} from '@gatehouse/parts';
import type { Remaining } from '@gatehouse/retry';

/** What the legs of one image left. */
export interface ImageParts {
  readonly sources: readonly TargetSource[];
  /** What each leg notes on its own entry in the index. */
  readonly annotations: readonly IndexAnnotation[];
  readonly parts: readonly FoundPart<PartImage>[];
}

/** What gathering needs from the world. */
export interface PartDeps {
  /** `undefined` outside of a workflow run, where there are no parts. */
  readonly context: RunContext | undefined;
  readonly log: Log;
  /** The runner's temporary folder. */
  readonly temp: string;
  readonly downloadParts: typeof downloadParts;
}

/** Gives the parts of a target; fails with `NO_PARTS` or `PART_CONFLICT`. */
export type PartsOf = (target: string) => ImageParts;

/**
 * Reads the parts of all `targets` at once. Fails as `gatherParts` does: a part that no one can read may be of any
 * of them.
 */
export async function gatherImages(
  targets: ReadonlySet<string>,
  { partsDir, remainingMs }: { readonly partsDir: string | undefined; readonly remainingMs: Remaining },
  deps: PartDeps,
): Promise<PartsOf> {
  const context = deps.context ?? readRunContext();
  const wanted = { kind: images, rules: undefined, targets, partsDir, remainingMs };
  const { parts, others } = await gatherParts(wanted, { ...deps, context });
  deps.log.info(`Read ${parts.length} parts of images, left ${others.length} other parts alone.`);
  const byTarget = Map.groupBy(parts, ({ part }) => part.target);
  return (target) => partsOf(target, byTarget.get(target) ?? [], [...parts, ...others.map(asFound)], deps);
}

function partsOf(
  target: string,
  found: readonly FoundPart<PartImage>[],
  all: readonly { readonly part: { readonly target: string | null; readonly kind: string } }[],
  { log }: PartDeps,
): ImageParts {
  if (found.length === 0) throw noParts(target, all);
  const combination = combineParts(images, found);
  if (combination.verdict === 'conflict') throw conflictError(combination.conflicts);
  for (const { key, keptAttempt, droppedAttempt } of combination.replaced) {
    log.notice(`${quoteList([key])}: attempt ${keptAttempt} replaces attempt ${droppedAttempt}.`);
  }
  const { parts } = combination;
  return {
    sources: parts.map(sourceOf),
    annotations: parts.flatMap(({ part: { content } }) => annotationsOf(content)),
    parts,
  };
}

function sourceOf({ part: { key, content } }: FoundPart<PartImage>): TargetSource {
  const reference = { repository: parseRepository(content.repository), digest: parseDigest(content.digest) };
  const seenAtMs = Date.parse(content.pushed_at);
  return {
    location: { kind: 'registry', reference },
    platform: parseBuildPlatform(content.platform),
    label: key,
    ...(Number.isFinite(seenAtMs) && { seenAtMs }),
  };
}

function annotationsOf({ platform, annotations }: PartImage): readonly IndexAnnotation[] {
  return Object.entries(annotations).map(([key, value]) => ({
    on: 'manifest-descriptor',
    platform: parseBuildPlatform(platform),
    key,
    value,
  }));
}

function asFound({ frame }: OtherPart) {
  return { part: frame };
}

function noParts(
  target: string,
  all: readonly { readonly part: { readonly target: string | null; readonly kind: string } }[],
): ActionError<'NO_PARTS'> {
  const kept = all.flatMap(({ part }) =>
    part.target === null || part.kind !== images.name ? [] : [part.target],
  );
  const found =
    kept.length === 0 ? 'no part of an image' : `parts of ${quoteList([...new Set(kept)].sort())}`;
  return new ActionError({
    code: 'NO_PARTS',
    message: `Found ${found} in this run, expected parts of ${quoteList([target])}.`,
    hint: 'Let each leg report its image with manifest-part ("kind: image"), or set "target" to the target of its parts.',
  });
}

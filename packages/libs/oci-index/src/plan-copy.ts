import { type Digest, isKnownPlatform, platformKey } from '@gatehouse/oci-client';
import { unexpected } from './check.ts';
import { platformDigests, shownImages } from './child.ts';
import type { CurrentTag } from './current.ts';
import { notAsDeclared } from './declared.ts';
import type { IndexPolicy } from './policy.ts';
import { type Refusal, refusal } from './refusal.ts';
import type { IndexSource } from './source.ts';

/** What is to be done with an image or an index that keeps its bytes. */
export type CopyPlan =
  | {
      readonly action: 'copy';
      readonly source: IndexSource;
      readonly digest: Digest;
      readonly platforms: ReadonlyMap<string, Digest>;
      readonly dropped: readonly string[];
      readonly reasons: readonly string[];
    }
  | {
      readonly action: 'skip';
      readonly digest: Digest;
      readonly platforms: ReadonlyMap<string, Digest>;
      readonly reasons: readonly string[];
    }
  | Refusal;

/** What a copy may do; it can neither be annotated nor carry anything over. */
export type CopyPolicy = Pick<IndexPolicy, 'tag' | 'expected'> & {
  readonly missing: 'require-current' | 'drop';
};

/**
 * Plans a tag for a source under its own digest: nothing is wrapped into an index, so what was signed stays
 * signed. Pure.
 */
export function planCopy(sources: readonly IndexSource[], current: CurrentTag, policy: CopyPolicy): CopyPlan {
  const digests = new Map(sources.map((source) => [source.descriptor.digest, source]));
  const [source, ...others] = digests.values();
  if (source === undefined) {
    return refusal(
      'NO_SOURCES',
      'Found nothing to copy; expected one image.',
      'Check that the build ran and reported its digest.',
    );
  }
  if (others.length > 0) {
    return refusal(
      'SEVERAL_SOURCES',
      `Found ${digests.size} images to copy (${[...digests.keys()].sort().join(', ')}); expected one.`,
      'Make an index of several images, or name one of them.',
    );
  }
  const mismatch = notAsDeclared(source);
  if (mismatch !== undefined) return mismatch;
  const { digest } = source.descriptor;
  const platforms = platformsOf(source);
  const stray = unexpected(platforms, policy);
  if (stray !== undefined) return stray;
  if (current.kind === 'absent') return copy(source, platforms, [], ['The tag does not exist yet.']);
  if (current.digest === digest) {
    return {
      action: 'skip',
      digest,
      platforms,
      reasons: [`The tag holds ${digest} already. Nothing is written.`],
    };
  }
  if (policy.tag === 'exact') {
    return refusal(
      'TAG_HOLDS_OTHER_IMAGES',
      `The tag holds ${current.digest}; expected ${digest}.`,
      'Publish under a new tag. Only a tag that is declared moving can change.',
    );
  }
  const held = current.kind === 'index' ? platformDigests(current.manifests) : new Map<string, Digest>();
  const lost = new Map([...held].filter(([key]) => !platforms.has(key)));
  if (lost.size > 0 && policy.missing === 'require-current') {
    return refusal(
      'PLATFORMS_LOST',
      `${source.name} has no image for ${shownImages(lost)}, which the tag has now and would lose.`,
      'Publish an index of all platforms, or choose drop to publish without them.',
    );
  }
  return copy(source, platforms, [...lost.keys()].sort(), [`The tag holds ${current.digest}.`]);
}

function copy(
  source: IndexSource,
  platforms: ReadonlyMap<string, Digest>,
  dropped: readonly string[],
  reasons: readonly string[],
): CopyPlan {
  const notes = dropped.length > 0 ? [`Dropped from the tag: ${dropped.join(', ')}.`] : [];
  return {
    action: 'copy',
    source,
    digest: source.descriptor.digest,
    platforms,
    dropped,
    reasons: [...reasons, ...notes],
  };
}

/** What a source runs on; an artifact runs on nothing, and can be copied too. */
function platformsOf(source: IndexSource): ReadonlyMap<string, Digest> {
  if (source.kind === 'index') return platformDigests(source.manifests);
  const { platform, descriptor } = source;
  const isImage =
    platform !== undefined && isKnownPlatform(platform) && descriptor.artifactType === undefined;
  return new Map(isImage ? [[platformKey(platform), descriptor.digest]] : []);
}

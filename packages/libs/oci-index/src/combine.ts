import { type Descriptor, type Digest, platformKey } from '@gatehouse/oci-client';
import { type ChildRole, roleOf } from './child.ts';
import { type ChildOrigin, type Group, inOrder } from './group.ts';
import { type Refusal, refusal } from './refusal.ts';

/** A descriptor as it will be in the index. */
export interface PlannedChild {
  readonly descriptor: Descriptor;
  readonly role: ChildRole;
  /** Where its content is read from when it has to be copied. */
  readonly origin: ChildOrigin;
}

/** The children of an index, or why there can be none. */
export type Combination =
  | {
      readonly kind: 'combined';
      readonly children: readonly PlannedChild[];
      /** What was left out, in sentences. */
      readonly notes: readonly string[];
    }
  | { readonly kind: 'conflict'; readonly refusal: Refusal };

/**
 * Brings descriptors together: each digest once, with the platform and the annotations of all its mentions, as
 * `docker buildx imagetools` merges them; one image for each platform. The order of `groups` has no effect.
 */
export function combine(groups: readonly Group[]): Combination {
  const mentions = inOrder(groups).flatMap(({ origin, descriptors }) =>
    descriptors.map((descriptor) => ({ origin, descriptor })),
  );
  const conflict = nestedIn(mentions) ?? otherPlatform(mentions);
  if (conflict !== undefined) return { kind: 'conflict', refusal: conflict };
  const merged = new Map<Digest, Omit<PlannedChild, 'role'>>();
  for (const mention of mentions) {
    const { digest } = mention.descriptor;
    const known = merged.get(digest);
    merged.set(
      digest,
      known === undefined ? mention : { ...known, descriptor: merge(known.descriptor, mention.descriptor) },
    );
  }
  const children = [...merged.values()].map((child) => ({ ...child, role: roleOf(child.descriptor) }));
  const duplicate = samePlatform(children);
  if (duplicate !== undefined) return { kind: 'conflict', refusal: duplicate };
  const kept = children.filter(({ role }) => role.kind !== 'attached' || merged.has(role.to));
  const orphans = children.filter((child) => !kept.includes(child));
  return { kind: 'combined', children: kept, notes: orphans.map(describeOrphan) };
}

interface Mention {
  readonly origin: ChildOrigin;
  readonly descriptor: Descriptor;
}

function merge(first: Descriptor, later: Descriptor): Descriptor {
  const { platform = first.platform } = later;
  const annotations = { ...first.annotations, ...later.annotations };
  return {
    ...first,
    ...(platform !== undefined && { platform }),
    ...(Object.keys(annotations).length > 0 && { annotations }),
  };
}

function describeOrphan({ descriptor, role }: PlannedChild): string {
  const to = role.kind === 'attached' ? role.to : '';
  return `Left out ${descriptor.digest}: it is about ${to}, which is not in this index.`;
}

function nestedIn(mentions: readonly Mention[]): Refusal | undefined {
  const nested = mentions.find(({ descriptor }) => roleOf(descriptor).kind === 'nested');
  return (
    nested &&
    refusal(
      'NESTED_INDEX',
      `${shownOrigin(nested.origin)} contains another index, ${nested.descriptor.digest}, whose platforms cannot be checked; expected images.`,
      'Name the inner index as a source instead of the outer one.',
    )
  );
}

function otherPlatform(mentions: readonly Mention[]): Refusal | undefined {
  const keys = new Map<Digest, string>();
  for (const { descriptor } of mentions) {
    if (roleOf(descriptor).kind !== 'platform' || descriptor.platform === undefined) continue;
    const key = platformKey(descriptor.platform);
    const known = keys.get(descriptor.digest) ?? key;
    keys.set(descriptor.digest, known);
    if (known !== key) {
      return refusal(
        'ONE_IMAGE_FOR_TWO_PLATFORMS',
        `${descriptor.digest} is listed for ${[known, key].sort().join(' and for ')}; expected one platform for each image.`,
        'Check which build pushed this digest, and under which platform it was reported.',
      );
    }
  }
  return undefined;
}

function samePlatform(children: readonly PlannedChild[]): Refusal | undefined {
  const images = new Map<string, PlannedChild>();
  for (const child of children) {
    if (child.role.kind !== 'platform') continue;
    const known = images.get(child.role.key);
    if (known !== undefined) {
      const both = [known, child].map((one) => `${one.descriptor.digest} (${shownOrigin(one.origin)})`);
      return refusal(
        'TWO_IMAGES_FOR_ONE_PLATFORM',
        `${child.role.key} has two images, ${both.sort().join(' and ')}; expected one.`,
        'Name each platform once. A variant, such as linux/arm/v6 and linux/arm/v7, tells two apart.',
      );
    }
    images.set(child.role.key, child);
  }
  return undefined;
}

function shownOrigin(origin: ChildOrigin): string {
  return origin.kind === 'source' ? origin.name : 'the current index';
}

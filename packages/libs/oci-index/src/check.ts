import {
  type Digest,
  isKnownArchitecture,
  isKnownPlatform,
  normalizePlatform,
  type Platform,
  platformKey,
} from '@gatehouse/oci-client';
import { platformDigests, roleOf, shownImages } from './child.ts';
import type { CurrentTag } from './current.ts';
import { notAsDeclared } from './declared.ts';
import type { IndexPolicy } from './policy.ts';
import { type Refusal, refusal } from './refusal.ts';
import type { IndexSource } from './source.ts';

/** The first source, by name, that nothing can be made of. */
export function unusableSource(sources: readonly IndexSource[]): Refusal | undefined {
  if (sources.length === 0) {
    return refusal(
      'NO_SOURCES',
      'Found no images to publish; expected at least one.',
      'Check that the builds ran and reported their digests.',
    );
  }
  const byName = sources.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return byName.map(unusable).find((found) => found !== undefined);
}

function unusable(source: IndexSource): Refusal | undefined {
  if (source.kind === 'index') {
    const platforms = source.manifests.flatMap((one) =>
      roleOf(one).kind === 'platform' && one.platform ? [one.platform] : [],
    );
    return (
      platforms
        .map((platform) => unknownArchitecture(source.name, platform))
        .find((found) => found !== undefined) ?? notAsDeclared(source)
    );
  }
  const { name, descriptor, platform } = source;
  if (descriptor.artifactType !== undefined) {
    return refusal(
      'NOT_AN_IMAGE',
      `${name} is an artifact (${descriptor.artifactType}); expected an image.`,
      'Name the image that it is about. What is attached to an image comes with it.',
    );
  }
  if (platform !== undefined && isKnownPlatform(platform))
    return unknownArchitecture(name, platform) ?? notAsDeclared(source);
  return refusal(
    'UNKNOWN_PLATFORM',
    `Neither ${name} nor its configuration says for which platform it is; expected a system and an architecture.`,
    'Give the platform along with the digest, for example in the part of the leg.',
  );
}

function unknownArchitecture(name: string, platform: Platform): Refusal | undefined {
  const { architecture } = normalizePlatform(platform);
  if (isKnownArchitecture(architecture)) return undefined;
  return refusal(
    'UNKNOWN_PLATFORM',
    `${name} is for ${platformKey(platform)}, whose architecture is unknown; expected one such as amd64, arm64 or ppc64le.`,
    'Write the architecture in the words of the OCI image spec: x86_64 is amd64, aarch64 is arm64, i686 is 386.',
  );
}

/** Whether a tag holds what an index may not replace. */
export function unusableTag(current: CurrentTag): Refusal | undefined {
  switch (current.kind) {
    case 'absent':
      return undefined;
    case 'image':
      return refusal(
        'TAG_HOLDS_AN_IMAGE',
        `The tag holds a single image, ${current.digest}; expected an index or no tag.`,
        'Publish under another tag, or delete this one if nothing depends on it.',
      );
    case 'index':
      return platformDigests(current.manifests).size > 0
        ? undefined
        : refusal(
            'TAG_HOLDS_NO_PLATFORMS',
            `The tag holds the index ${current.digest}, which has no image with a platform.`,
            'Publish under another tag, or delete this one if nothing depends on it.',
          );
    default:
      return current satisfies never;
  }
}

/** No image with a platform is left: nothing that anyone could run. */
export function emptyIndex(sources: readonly IndexSource[]): Refusal {
  const names = sources.map(({ name }) => name).sort();
  return refusal(
    'EMPTY_INDEX',
    `No image with a platform is in ${names.join(', ')}; expected at least one.`,
    'Check what the builds pushed; an index without images would go out as an empty tag.',
  );
}

/** A tag that is written once holds other images. */
export function otherImages(
  held: ReadonlyMap<string, Digest>,
  brought: ReadonlyMap<string, Digest>,
  { existing }: IndexPolicy,
): Refusal {
  const relation = existing === 'contains' ? 'a tag that contains' : 'exactly';
  return refusal(
    'TAG_HOLDS_OTHER_IMAGES',
    `The tag holds ${shownImages(held)}; expected ${relation} ${shownImages(brought)}.`,
    'Publish under a new tag. Only a tag that is declared moving can change.',
  );
}

/** Whether the platforms that the tag would have are not the expected ones. */
export function unexpected(
  platforms: ReadonlyMap<string, Digest>,
  { expected, existing }: Pick<IndexPolicy, 'expected'> & Partial<Pick<IndexPolicy, 'existing'>>,
): Refusal | undefined {
  if (expected === undefined) return undefined;
  const wanted = new Set(expected.map(platformKey));
  const missing = [...wanted].filter((key) => !platforms.has(key)).sort();
  const extra = existing === 'contains' ? [] : [...platforms.keys()].filter((key) => !wanted.has(key)).sort();
  if (missing.length === 0 && extra.length === 0) return undefined;
  const parts = [
    ...(missing.length > 0 ? [`no image for ${missing.join(', ')}`] : []),
    ...(extra.length > 0 ? [`images for ${extra.join(', ')}, which were not expected`] : []),
  ];
  return refusal(
    'UNEXPECTED_PLATFORMS',
    `The tag would have ${parts.join(', and ')}; expected ${[...wanted].sort().join(', ')}.`,
    'Fix the builds that are missing, or correct the list of expected platforms.',
  );
}

import { formatPlatform, type Platform, platformKey } from '@gatehouse/oci-client';
import { SociError } from '../error.ts';
import type { PlatformImage, SourceImage } from './read-image.ts';

/** The platforms to be converted: all of an image, or some. */
export interface ConvertedPlatforms {
  readonly kind: 'all' | 'some';
  /** At least one. */
  readonly chosen: readonly PlatformImage[];
}

/** Finds the platforms that are asked for. Fails with `SOCI_PLATFORMS` where the image lacks one. */
export function choosePlatforms(
  { images }: SourceImage,
  asked: 'all' | readonly Platform[],
): ConvertedPlatforms {
  if (asked === 'all') return { kind: 'all', chosen: images };
  const keys = new Set(asked.map(platformKey));
  const has = images.map(({ key }) => key);
  const missing = [...keys].filter((key) => !has.includes(key));
  if (missing.length > 0 || keys.size === 0) {
    throw new SociError({
      code: 'SOCI_PLATFORMS',
      message: `SOCI indexes were asked for ${[...keys].join(', ') || 'no platform'}; the image has ${has.join(', ')}.`,
      hint: 'Name platforms that the image has, or convert all of them.',
    });
  }
  const chosen = images.filter(({ key }) => keys.has(key));
  return { kind: chosen.length === images.length ? 'all' : 'some', chosen };
}

/** The options of the tool for them. */
export function platformOptions({ kind, chosen }: ConvertedPlatforms): readonly string[] {
  if (kind === 'all') return ['--all-platforms'];
  return chosen.flatMap(({ descriptor: { platform } }) =>
    platform === undefined ? [] : ['--platform', formatPlatform(platform)],
  );
}

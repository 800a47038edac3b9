import { normalizePlatform, type Platform, platformKey } from '@gatehouse/oci-client';
import { roleOf } from './child.ts';
import { type Refusal, refusal } from './refusal.ts';
import type { IndexSource } from './source.ts';

/**
 * A leg that says one platform and pushed another: the index would hand out programs that do not run. A
 * configuration without a variant takes that of its leg; an index is published with the platforms in it, so that
 * they must be those of its leg to the letter.
 */
export function notAsDeclared(source: IndexSource): Refusal | undefined {
  const { name, platform } = source;
  if (platform === undefined) return undefined;
  const found = foundIn(source);
  if (source.kind === 'image' && source.stated === undefined) return undefined;
  const declared = platformKey(platform);
  if (found.length > 0 && found.every((one) => one === declared)) return undefined;
  const shown = found.length === 0 ? 'no platform' : found.toSorted().join(', ');
  return refusal(
    'PLATFORM_MISMATCH',
    `${name} is for ${shown}; its leg declared ${declared}.`,
    'Correct the platform that the leg reports, or the platform that it builds for.',
  );
}

/** The platforms of a source, each once, in their normal form. */
function foundIn(source: IndexSource): readonly string[] {
  if (source.kind === 'index') {
    const keys = source.manifests.map(roleOf).flatMap((role) => (role.kind === 'platform' ? [role.key] : []));
    return [...new Set(keys)];
  }
  const { stated, platform } = source;
  return stated === undefined || platform === undefined ? [] : [platformKey(completed(stated, platform))];
}

/** What a configuration states, with what it leaves open as its leg declares it; what only it states is not compared. */
function completed(stated: Platform, declared: Platform): Platform {
  const { os, architecture } = stated;
  const { osVersion, osFeatures } = declared;
  const variant = stated.variant || normalizePlatform(declared).variant;
  return {
    os,
    architecture,
    ...(variant !== undefined && { variant }),
    ...(osVersion !== undefined && { osVersion: stated.osVersion ?? osVersion }),
    ...(osFeatures !== undefined && { osFeatures: stated.osFeatures ?? osFeatures }),
  };
}

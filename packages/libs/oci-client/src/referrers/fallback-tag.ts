import type { Digest } from '../reference/index.ts';

/**
 * The tag under which clients keep the referrers of a manifest where a registry has no API for them:
 * algorithm and digest, cut to 32 and 64 characters (distribution spec, "Referrers Tag Schema").
 */
export function fallbackTag(digest: Digest): string {
  const [algorithm = '', hex = ''] = digest.split(':');
  return `${algorithm.slice(0, 32)}-${hex.slice(0, 64)}`;
}

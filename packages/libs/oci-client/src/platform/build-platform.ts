import { architectureOf } from './architecture-name.ts';
import { parsePlatform } from './parse.ts';
import type { Platform } from './platform.ts';

/**
 * Reads the platform of a build in the words of its distribution: a bare architecture is one of Linux, and
 * `x86_64`, `i686`, `armhf` and the like become OCI's. A variant of its own wins over the one that a name
 * implies. Fails with `INVALID_PLATFORM` or `UNKNOWN_ARCHITECTURE`.
 */
export function parseBuildPlatform(text: string): Platform {
  const platform = text.includes('/') ? parsePlatform(text) : { os: 'linux', architecture: text };
  const { architecture, variant } = architectureOf(platform.architecture);
  const full = {
    ...platform,
    architecture,
    ...(platform.variant === undefined && variant !== undefined && { variant }),
  };
  return full;
}

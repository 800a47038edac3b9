import { messageOf } from '@gatehouse/action-kit';
import { parseStrictJson } from '@gatehouse/parts';
import { isKnownPlatform, normalizePlatform, type Platform } from '../platform/index.ts';
import { fieldsOf, invalidManifest, optionalText } from './fields.ts';
import { parsePlatformFields } from './parse-descriptor.ts';

/** Larger configurations are not of images (oras has the same bound). */
export const LARGEST_CONFIG = 4 * 1024 * 1024;

const LIMITS = { bytes: LARGEST_CONFIG, depth: 32, values: 250_000 };

/** What the configuration of an image says of it. */
export interface ImageConfig {
  /** In its normal form; `undefined` where it names no system or architecture. */
  readonly platform?: Platform;
  /** As it stands there, for a variant that goes without saying; absent with `platform`. */
  readonly stated?: Platform;
  /** When the image was made, as it says itself: RFC 3339. */
  readonly created?: string;
}

/** Reads the configuration of an image as hostile input; fails with a `RegistryError` `invalid`. */
export function parseImageConfig(bytes: Uint8Array, what: string): ImageConfig {
  const fields = fieldsOf(parse(bytes, what), '', what);
  const stated = parsePlatformFields(fields);
  const platform = normalizePlatform(stated);
  const created = optionalText(fields, 'created');
  return {
    ...(isKnownPlatform(platform) && { platform, stated }),
    ...(created !== undefined && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(created) && { created }),
  };
}

function parse(bytes: Uint8Array, what: string): unknown {
  try {
    return parseStrictJson(bytes, LIMITS);
  } catch (thrown) {
    throw invalidManifest(what, `a configuration that cannot be read (${messageOf(thrown)})`, 'JSON');
  }
}

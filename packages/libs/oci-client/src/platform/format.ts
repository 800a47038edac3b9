import { normalizePlatform } from './normalize.ts';
import type { Platform } from './platform.ts';

/**
 * A platform as containerd writes it: `linux/arm/v7`, `windows(10.0.20348.2700+win32k)/amd64`. Nothing is
 * normalized.
 */
export function formatPlatform({ os, architecture, variant, osVersion, osFeatures = [] }: Platform): string {
  const features = [...new Set(osFeatures)].filter((feature) => feature !== '').sort();
  const options = [encode(osVersion ?? ''), ...features.map((feature) => `+${encode(feature)}`)].join('');
  const system = options === '' ? os : `${os}(${options})`;
  return [system, architecture, variant].filter((part) => part !== undefined && part !== '').join('/');
}

/** The normal form in words: equal for two platforms exactly if they are the same. */
export function platformKey(platform: Platform): string {
  return formatPlatform(normalizePlatform(platform));
}

/** containerd escapes what means something in its form; what its parser refuses is escaped here too. */
function encode(option: string): string {
  return [...Buffer.from(option)]
    .map((byte) => String.fromCharCode(byte))
    .map((character) => (/[\w.-]/.test(character) ? character : escaped(character)))
    .join('');
}

function escaped(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

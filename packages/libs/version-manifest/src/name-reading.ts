import type { NameField, NameToken } from './name-template.ts';
import { isVersion } from './versions.ts';
import { ARCHES, isPlatformVersion, PLATFORMS } from './vocabulary.ts';

type Found = { readonly [Field in NameField]?: string };

/**
 * Every way to fill the places of `tokens` from the vocabulary so that they make up `name`. Nothing is
 * split at dashes: `3.15.0-alpha.5` has one, and so has `ppc64le-freethreaded`.
 */
export function* readings(
  tokens: readonly NameToken[],
  name: string,
  found: Found = {},
  at = 0,
): Generator<Found> {
  const [token, ...rest] = tokens;
  if (token === undefined) {
    if (at === name.length) yield found;
    return;
  }
  if ('text' in token) {
    if (name.startsWith(token.text, at)) yield* readings(rest, name, found, at + token.text.length);
    return;
  }
  for (const value of candidates(token.field, name, at)) {
    if ((found[token.field] ?? value) !== value) continue;
    yield* readings(rest, name, { ...found, [token.field]: value }, at + value.length);
  }
}

function candidates(field: NameField, name: string, at: number): readonly string[] {
  switch (field) {
    case 'arch':
      return ARCHES.filter((arch) => name.startsWith(arch, at));
    case 'platform':
      return PLATFORMS.filter((platform) => name.startsWith(platform, at));
    case 'platform_version':
      return prefixes(name, at, /[\d.]*/y).filter(isPlatformVersion);
    case 'version':
      return prefixes(name, at, /[\w.-]*/y).filter(isVersion);
    default:
      return field satisfies never;
  }
}

/** No version or platform version is longer, whatever an asset's name is. */
const LONGEST = 64;

function prefixes(name: string, at: number, run: RegExp): string[] {
  run.lastIndex = at;
  const text = (run.exec(name)?.[0] ?? '').slice(0, LONGEST);
  return Array.from(text, (_, index) => text.slice(0, index + 1));
}

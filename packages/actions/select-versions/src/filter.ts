import { asList, asRecord, asWord, invalid, within, type Yaml } from './document.ts';
import { type Glob, parseGlob } from './glob.ts';
import { type ReleaseType, releaseTypes } from './release-type.ts';

/** How an interpreter is built; `freethreaded` is the arch suffix of its files. */
export const variants = ['default', 'freethreaded'] as const;

export type Variant = (typeof variants)[number];

/** What to build, as the maintainers wrote it down. */
export interface Filter {
  /** Every version that matches a glob, only the newest, or all of the newest series. */
  readonly versions: readonly Glob[] | 'latest' | 'latest-series';
  readonly releaseTypes: readonly ReleaseType[];
  readonly variants: readonly Variant[];
}

/** What a filter says when nothing is written: the latest stable release. */
export const latestRelease: Filter = { versions: 'latest', releaseTypes: ['stable'], variants: ['default'] };

const keys = ['version', 'release_types', 'variants'] as const;

/**
 * The filters of a filter file. A version is selected when one of them selects it. A file without
 * `version`, an empty one included, means the series of the latest version, as the file's first users
 * document it; a bare text or list is taken for `version`.
 */
export function parseFilters(document: Yaml): readonly Filter[] {
  if (document instanceof Map && document.has('filters')) {
    const { filters } = asRecord(document, ['filters']);
    if (!Array.isArray(filters) || filters.length === 0) {
      throw invalid('filters: expected a list of mappings, each with version and release_types.');
    }
    return filters.map((filter, index) => within(`filters[${index}]`, () => parseFilter(filter)));
  }
  return [parseFilter(document)];
}

function parseFilter(document: Yaml): Filter {
  const written = asWritten(document);
  const list = <T>(key: (typeof keys)[number], read: (text: string) => T): readonly T[] | undefined => {
    const value = written[key];
    if (value === undefined || value === '') return undefined;
    return within(key, () => [...new Set(asList(value, read))]);
  };
  return {
    versions: list('version', parseGlob) ?? 'latest-series',
    releaseTypes: list('release_types', (text) => asWord(text, releaseTypes)) ?? latestRelease.releaseTypes,
    variants: list('variants', (text) => asWord(text, variants)) ?? latestRelease.variants,
  };
}

function asWritten(document: Yaml): Readonly<Partial<Record<(typeof keys)[number], Yaml>>> {
  if (document === null) return {};
  if (Array.isArray(document) && document.some((item) => item instanceof Map)) {
    throw invalid(
      'found a list of mappings, expected a mapping: put the list under "filters:".',
      'Write "filters:" on a line of its own above the list, and indent the list.',
    );
  }
  if (typeof document === 'string' || Array.isArray(document)) return { version: document };
  return asRecord(document, keys);
}

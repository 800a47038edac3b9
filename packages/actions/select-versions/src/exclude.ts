import { asList, asRecord, invalid, readYaml, within } from './document.ts';
import { matchesGlob } from './glob.ts';

/** The fields of a row that an exclusion may name. */
const fields = ['version', 'arch', 'base-arch', 'variant', 'platform', 'platform-version'] as const;

/** A partial match: excludes the rows in which every named field matches one of its globs. */
export type Exclusion = Readonly<Partial<Record<(typeof fields)[number], readonly string[]>>>;

/** Reads a YAML list of mappings such as `{arch: s390x, platform-version: 22.04}`. */
export function parseExclusions(text: string): readonly Exclusion[] {
  const list = readYaml(text);
  if (!Array.isArray(list)) throw invalid('expected a list of mappings, each beginning with "- ".');
  return list.map((item, index) =>
    within(`[${index}]`, () => {
      const named = Object.entries(asRecord(item, fields));
      if (named.length === 0) throw invalid('an empty mapping would exclude every row.');
      return Object.fromEntries(
        named.map(([name, value]) => [name, within(name, () => asList(value, String))]),
      );
    }),
  );
}

/** Whether one of `exclusions` matches `row`. */
export function isExcluded(
  row: Readonly<Record<(typeof fields)[number], string>>,
  exclusions: readonly Exclusion[],
): boolean {
  return exclusions.some((exclusion) =>
    fields.every((name) => exclusion[name]?.some((glob) => matchesGlob(glob, row[name])) ?? true),
  );
}

import { quote, quoteList } from '@gatehouse/action-kit/quote';
import { type FileKey, keyOf } from './keys.ts';
import { readings } from './name-reading.ts';
import { compileTemplate, type NameTemplate } from './name-template.ts';
import { PLATFORMS } from './vocabulary.ts';

/** What is known of a file before its name is read. A platform version of `null` means: none. */
export interface KnownFields {
  readonly version?: string;
  readonly platform?: string;
  readonly platform_version?: string | null;
  /** More than one where the leg may build several flavours. */
  readonly arch?: string | readonly string[];
}

export type NameReading =
  | { readonly kind: 'read'; readonly fields: FileKey }
  | {
      readonly kind: 'refused';
      /** `mismatch`: the name has a reading, but it goes against what is known. */
      readonly code: 'no-reading' | 'mismatch' | 'ambiguous';
      readonly message: string;
    };

/** The file names of a product: rendered from the fields, and read by rendering. */
export interface Names {
  /** The names that these fields have, one for each template with a place for all of them. */
  render(fields: FileKey): readonly string[];
  /** The only fields that render to exactly `name`. */
  parse(name: string, known?: KnownFields): NameReading;
}

/** Compiles the templates of one product; fails with `BAD_NAME_TEMPLATE`. */
export function compileNames(...sources: readonly [string, ...string[]]): Names {
  const templates = sources.map(compileTemplate);
  return {
    render: (fields) => render(templates, fields),
    parse: (name, known = {}) => parse(templates, name, known),
  };
}

function render(templates: readonly NameTemplate[], fields: FileKey): string[] {
  const names: string[] = [];
  for (const { pinned, plain } of templates) {
    const tokens = fields.platform_version ? pinned : plain;
    if (!tokens) continue;
    let name = '';
    for (const token of tokens) name += 'text' in token ? token.text : (fields[token.field] ?? '');
    names.push(name);
  }
  return names;
}

function parse(templates: readonly NameTemplate[], name: string, known: KnownFields): NameReading {
  const all = new Map<string, FileKey>();
  for (const fields of allReadings(templates, name, known)) all.set(keyOf(fields), fields);
  const fitting = [...all.values()].filter((fields) => fits(fields, known));
  const [first] = fitting;
  if (first && fitting.length === 1) return { kind: 'read', fields: first };
  const keys = quoteList(first ? fitting.map(keyOf) : [...all.keys()]);
  if (first) {
    const message = `The file name ${quote(name)} can be read in ${fitting.length} ways: ${keys}. Choose a template that tells them apart.`;
    return { kind: 'refused', code: 'ambiguous', message };
  }
  if (all.size > 0) {
    const message = `The file name ${quote(name)} says ${keys}; expected ${describe(known)}.`;
    return { kind: 'refused', code: 'mismatch', message };
  }
  const wanted = quoteList(templates.map(({ source }) => source));
  const message = `The file name ${quote(name)} has no reading: expected ${wanted} with a strict version and a known platform and arch.`;
  return { kind: 'refused', code: 'no-reading', message };
}

function* allReadings(
  templates: readonly NameTemplate[],
  name: string,
  known: KnownFields,
): Generator<FileKey> {
  for (const tokens of templates.flatMap(({ pinned, plain }) => [pinned ?? [], plain ?? []])) {
    for (const { version, platform, arch, platform_version } of readings(tokens, name)) {
      if (version === undefined || arch === undefined) continue;
      const pin = platform_version === undefined ? {} : { platform_version };
      // A template without {platform} leaves it to what is known; else every platform is a reading.
      const platforms = platform ?? known.platform;
      for (const word of platforms === undefined ? PLATFORMS : [platforms])
        yield { version, platform: word, arch, ...pin };
    }
  }
}

function fits(fields: FileKey, known: KnownFields): boolean {
  const pinned = fields.platform_version ?? null;
  return (
    (known.version ?? fields.version) === fields.version &&
    (known.platform ?? fields.platform) === fields.platform &&
    (known.platform_version === undefined || known.platform_version === pinned) &&
    (known.arch === undefined || [known.arch].flat().includes(fields.arch))
  );
}

function describe({ version, platform, platform_version, arch }: KnownFields): string {
  const pinned = platform_version === null ? 'none' : platform_version;
  return Object.entries({
    version,
    platform,
    'platform version': pinned,
    arch: arch && [arch].flat().join(' or '),
  })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name} ${quote(value)}`)
    .join(', ');
}

import {
  choice,
  duration,
  flag,
  type InputSource,
  type InputValues,
  input,
  integer,
  invalidInput,
  lines,
  matching,
  optional,
  quote,
  readInputs as readShape,
  text,
} from '@gatehouse/action-kit';
import { isTarget, TARGET_FORM } from '@gatehouse/parts';
import {
  ARCHES,
  compileNames,
  isArch,
  isPlatform,
  isPlatformVersion,
  type Names,
  PLATFORMS,
  readVersion,
} from '@gatehouse/version-manifest';
import { legMistakes, type MatrixValues, parseMatrixValues, type Scope } from './leg.ts';

const among = (words: readonly string[], holds: (word: string) => boolean) =>
  input(words.join(', '), (found) => (holds(found) ? found : undefined));

/** The inputs of `action.yml`, each with the form that it takes. */
export const inputs = {
  files: lines(),
  assets: optional(text('a JSON list of assets')),
  'assets-file': optional(text('a path')),
  repository: matching(/^[\w.-]+\/[\w.-]+$/, 'owner/name'),
  tag: text('the tag of a release'),
  'tag-prefix': optional(text()),
  version: optional(text('a version')),
  'name-template': lines(),
  companions: lines(),
  arch: optional(among(ARCHES, isArch)),
  platform: optional(among(PLATFORMS, isPlatform)),
  'platform-version': optional(input('numbers and dots such as 24.04', parsePlatformVersion)),
  leg: optional(input('the values of a matrix as JSON: toJSON(matrix)', parseMatrixValues)),
  target: optional(input(TARGET_FORM, (found) => (isTarget(found) ? found : undefined))),
  key: optional(text('a key')),
  inspect: choice('true', 'false', 'if-any'),
  'inspect-exempt': lines(),
  upload: flag(),
  'retention-days': optional(integer(1, 400)),
  deadline: duration(),
  'output-dir': optional(text('a folder')),
} as const;

/** Where the archives are read from. */
export type Source =
  | { readonly kind: 'files'; readonly globs: readonly string[] }
  | { readonly kind: 'assets'; readonly text: string }
  | { readonly kind: 'assets-file'; readonly path: string };

/** The release that offers the archives. */
export interface Release {
  /** `owner/name`. */
  readonly repository: string;
  readonly tag: string;
  /** Strict SemVer. */
  readonly version: string;
}

/** What the action was asked to do. */
export interface Inputs {
  readonly source: Source;
  readonly release: Release;
  readonly scope: Scope;
  readonly names: Names;
  readonly companions: readonly string[];
  readonly matrix: MatrixValues;
  /** What the parts of several legs make together; null where a run makes one thing only. */
  readonly target: string | null;
  readonly key: string | undefined;
  /** Absent: archives are not looked into. */
  readonly inspection?: { readonly mayHoldNone: boolean; readonly exempt: readonly string[] };
  readonly upload: boolean;
  readonly retentionDays: number | undefined;
  /** For the upload, in milliseconds. */
  readonly deadlineMs: number;
  readonly outputDir: string | undefined;
}

/** Reads the inputs, and what they must be to each other; fails with `INVALID_INPUT` or `BAD_NAME_TEMPLATE`. */
export function readInputs(from?: InputSource): Inputs {
  const values = readShape(inputs, from);
  const { arch, platform, 'platform-version': pinned, inspect, leg = {} } = values;
  const source = sourceOf(values);
  const version = versionOf(values);
  const mistakes = [
    ...(source.kind === 'files' && (arch === undefined || platform === undefined)
      ? ['arch, platform: found nothing in at least one of them, expected both, for "files" are of one leg']
      : []),
    ...(source.kind !== 'files' && inspect !== 'false'
      ? [
          `inspect: found ${quote(inspect)} with a list of assets, expected "files": only files can be looked into`,
        ]
      : []),
    ...legMistakes(leg, { arch, platform, 'platform-version': pinned }),
  ];
  if (mistakes.length > 0) throw invalidInput(mistakes.join('\n'));
  const [template = '', ...templates] = values['name-template'];
  return {
    source,
    release: { repository: values.repository, tag: values.tag, version },
    scope: {
      ...(arch !== undefined && { arch }),
      ...(platform !== undefined && { platform }),
      ...((pinned !== undefined || source.kind === 'files') && { platform_version: pinned ?? null }),
    },
    names: compileNames(template, ...templates),
    companions: values.companions,
    matrix: leg,
    target: values.target ?? null,
    key: values.key,
    ...(inspect !== 'false' && {
      inspection: { mayHoldNone: inspect === 'if-any', exempt: values['inspect-exempt'] },
    }),
    upload: values.upload,
    retentionDays: values['retention-days'],
    deadlineMs: values.deadline,
    outputDir: values['output-dir'],
  };
}

type Values = InputValues<typeof inputs>;

function sourceOf({ files, assets, 'assets-file': path }: Values): Source {
  const given: Source[] = [
    ...(files.length > 0 ? [{ kind: 'files', globs: files } as const] : []),
    ...(assets !== undefined ? [{ kind: 'assets', text: assets } as const] : []),
    ...(path !== undefined ? [{ kind: 'assets-file', path } as const] : []),
  ];
  const [source] = given;
  if (source !== undefined && given.length === 1) return source;
  const found = given.map(({ kind }) => kind).join(' and ') || 'none of them';
  throw invalidInput(`files, assets, assets-file: found ${found}, expected exactly one`);
}

function versionOf({ version, tag, 'tag-prefix': prefix = '' }: Values): string {
  if (version === undefined && !tag.startsWith(prefix)) {
    throw invalidInput(`tag: found ${quote(tag)}, expected the tag-prefix ${quote(prefix)} at its start`);
  }
  const reading = readVersion(version ?? tag.slice(prefix.length));
  if (reading.kind === 'version') return reading.version.version;
  throw invalidInput(`${version === undefined ? 'tag' : 'version'}: ${reading.message}`);
}

function parsePlatformVersion(found: string): string | undefined {
  return isPlatformVersion(found) ? found : undefined;
}

import { invalidInput, quote } from '@gatehouse/action-kit';
import { compileNames, isPlatform, type Names, PLATFORMS, readVersion } from '@gatehouse/version-manifest';
import type { Values } from './input-shape.ts';
import type { Inspecting } from './inspect-archives.ts';
import { legMistakes, type Scope } from './leg.ts';

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

/** What goes into a part of version files. */
export interface VersionFilesInputs {
  readonly kind: 'version-files';
  readonly source: Source;
  readonly release: Release;
  readonly scope: Scope;
  readonly names: Names;
  readonly companions: readonly string[];
  /** Absent: archives are not looked into. */
  readonly inspection?: Inspecting;
}

/** Reads the inputs of the kind `version-files`; fails with `INVALID_INPUT` or `BAD_NAME_TEMPLATE`. */
export function versionFilesInputs(values: Values): VersionFilesInputs {
  const { arch, platform, 'platform-version': pinned, inspect, leg = {} } = values;
  const source = sourceOf(values);
  const release = releaseOf(values);
  const mistakes = [
    ...(platform !== undefined && !isPlatform(platform)
      ? [`platform: found ${quote(platform)}, expected ${PLATFORMS.join(', ')}`]
      : []),
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
    kind: 'version-files',
    source,
    release,
    scope: {
      ...(arch !== undefined && { arch }),
      ...(platform !== undefined && { platform }),
      ...((pinned !== undefined || source.kind === 'files') && { platform_version: pinned ?? null }),
    },
    names: compileNames(template, ...templates),
    companions: values.companions,
    ...(inspect !== 'false' && {
      inspection: { mayHoldNone: inspect === 'if-any', exempt: values['inspect-exempt'] },
    }),
  };
}

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

function releaseOf(values: Values): Release {
  const { repository, tag } = values;
  if (tag === undefined) throw invalidInput('tag: found nothing, expected the tag of a release');
  return { repository, tag, version: versionOf(values, tag) };
}

function versionOf({ version, 'tag-prefix': prefix = '' }: Values, tag: string): string {
  if (version === undefined && !tag.startsWith(prefix)) {
    throw invalidInput(`tag: found ${quote(tag)}, expected the tag-prefix ${quote(prefix)} at its start`);
  }
  const reading = readVersion(version ?? tag.slice(prefix.length));
  if (reading.kind === 'version') return reading.version.version;
  throw invalidInput(`${version === undefined ? 'tag' : 'version'}: ${reading.message}`);
}

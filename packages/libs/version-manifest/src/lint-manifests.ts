import { quoteList } from '@gatehouse/action-kit/quote';
import type { Finding } from './finding.ts';
import { isPlacedBy, type Layout } from './layout.ts';
import { type LintOptions, lint } from './lint.ts';

/** What the lint finds in one manifest; without findings it is sound. */
export interface LintedManifest {
  readonly path: string;
  /** Whether it may be written on: it has no error. */
  readonly isSound: boolean;
  /** Errors first. */
  readonly findings: readonly Finding[];
}

/** What the lint finds in all manifests of a repository. */
export interface ManifestsLint {
  /** One for each manifest, by path. */
  readonly manifests: readonly LintedManifest[];
  /** Paths that differ in case alone, so that they are one file on Windows and macOS; each is a sentence. */
  readonly clashes: readonly string[];
  readonly errors: number;
  readonly notices: number;
}

/** Lints all manifests, by their paths; those that `layout` has a place for must stand in the right one. */
export function lintManifests(
  texts: ReadonlyMap<string, string>,
  { layout, ...options }: Omit<LintOptions, 'at'> & { readonly layout?: Layout },
): ManifestsLint {
  const paths = [...texts.keys()].sort();
  const manifests = paths.map((path): LintedManifest => {
    const at = layout !== undefined && isPlacedBy(layout, path) ? { layout, path } : undefined;
    const { findings, manifest } = lint(
      texts.get(path) ?? '',
      at === undefined ? options : { ...options, at },
    );
    return { path, isSound: manifest !== undefined, findings };
  });
  const all = manifests.flatMap(({ findings }) => findings);
  const clashes = clashesAmong(paths);
  const errors = all.filter(({ severity }) => severity === 'error').length + clashes.length;
  return { manifests, clashes, errors, notices: all.filter(({ severity }) => severity === 'notice').length };
}

function clashesAmong(paths: readonly string[]): readonly string[] {
  return [...Map.groupBy(paths, (path) => path.toLowerCase()).values()]
    .filter((alike) => alike.length > 1)
    .map(
      (alike) =>
        `The paths ${quoteList(alike)} differ in case alone: they are one file on Windows and macOS.`,
    );
}

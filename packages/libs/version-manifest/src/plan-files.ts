import { quote, quoteList } from '@gatehouse/action-kit/quote';
import type { Manifest, ReportedFile } from './entry.ts';
import type { Finding } from './finding.ts';
import type { FileKey } from './keys.ts';
import { type Layout, pathOf } from './layout.ts';
import { type LintOptions, lint } from './lint.ts';
import { type Conflict, type FileChange, type MergeOptions, mergeIntoManifest } from './merge.ts';
import { formOf, renderBytes, type TextForm } from './render.ts';

/** Whether a manifest that is written ends in a line break; `keep`: as the one that was there. */
export type FinalNewline = 'keep' | 'always' | 'never';

export interface PlanFilesOptions extends MergeOptions, Omit<LintOptions, 'at'> {
  readonly finalNewline: FinalNewline;
  /** The paths of files that exist already, for what a system without case would confuse. */
  readonly existing?: Iterable<string>;
}

/** One manifest of the plan. `notices` are what the lint remarked about it as it stands. */
export interface PlannedFile {
  readonly kind: 'write' | 'unchanged';
  /** The manifest after the merge. */
  readonly manifest: Manifest;
  readonly changes: readonly FileChange[];
  readonly notices: readonly Finding[];
  /** The bytes to write, in chunks, rendered anew at each call. */
  readonly bytes: () => Iterable<Uint8Array>;
}

export type FilesPlan =
  | { readonly kind: 'planned'; readonly files: ReadonlyMap<string, PlannedFile> }
  | {
      readonly kind: 'refused';
      /** The errors in what is published, by path; `repair` may mend them. */
      readonly findings: ReadonlyMap<string, readonly Finding[]>;
      readonly conflicts: readonly (Conflict | PathConflict)[];
    };

/** Two manifests that a checkout on Windows or macOS would put into one file. */
export interface PathConflict {
  readonly code: 'path-clash';
  readonly keys: readonly string[];
  readonly message: string;
}

/** The manifests that `planFiles` needs in order to place these files, sorted. */
export function pathsFor(layout: Layout, files: Iterable<FileKey>): readonly string[] {
  const paths = new Set(layout.path.includes('{') ? [] : [layout.path]);
  for (const file of files) paths.add(pathOf(layout, file));
  return [...paths].sort();
}

/**
 * Plans the manifests of a layout: what is published in them is linted, then merged with the reported
 * files. `base` must have every path of {@link pathsFor}, with `null` where there is no file yet.
 */
export function planFiles(
  layout: Layout,
  base: ReadonlyMap<string, string | null>,
  reported: Iterable<ReportedFile>,
  options: PlanFilesOptions,
): FilesPlan {
  const byPath = new Map<string, ReportedFile[]>(pathsFor(layout, []).map((path) => [path, []]));
  for (const file of reported) {
    const path = pathOf(layout, file);
    const files = byPath.get(path);
    if (files) files.push(file);
    else byPath.set(path, [file]);
  }
  const paths = [...byPath.keys()].sort();
  const findings = new Map<string, readonly Finding[]>();
  const conflicts: (Conflict | PathConflict)[] = [
    ...pathClashes([...paths, ...base.keys()], options.existing ?? []),
  ];
  const files = new Map<string, PlannedFile>();
  for (const path of paths) {
    const text = base.get(path);
    // A manifest that nobody read would be written as if it were new, and lose all it holds.
    if (text === undefined) throw new Error(`planFiles was not told about ${path}; read pathsFor() first.`);
    const read =
      text === null ? { findings: [], manifest: [] } : lint(text, { ...options, at: { layout, path } });
    if (!read.manifest) {
      findings.set(
        path,
        read.findings.filter(({ severity }) => severity === 'error'),
      );
      continue;
    }
    const { manifest: published, findings: notices } = read;
    const outcome = mergeIntoManifest(published, byPath.get(path) ?? [], options);
    if (outcome.kind === 'conflict') conflicts.push(...outcome.conflicts);
    else {
      const { manifest, changes } = outcome;
      const form = formFor(options.finalNewline, text, layout);
      const kind = manifest === published ? 'unchanged' : 'write';
      files.set(path, { kind, manifest, changes, notices, bytes: () => renderBytes(manifest, form) });
    }
  }
  if (findings.size > 0 || conflicts.length > 0) return { kind: 'refused', findings, conflicts };
  return { kind: 'planned', files };
}

/**
 * A manifest keeps its line ends. A new one has LF and ends as its like do in the wild: root manifests in
 * a line break (every revision of actions/*-versions), the per-arch files of the source without one (all 140).
 */
function formFor(policy: FinalNewline, text: string | null, layout: Layout): TextForm {
  const kept: TextForm =
    text === null ? { lineEnd: '\n', finalNewline: layout.kind !== 'version-arch' } : formOf(text);
  return policy === 'keep' ? kept : { ...kept, finalNewline: policy === 'always' };
}

/** Among `existing` paths alone none is judged: they were there before. */
function* pathClashes(written: readonly string[], existing: Iterable<string>): Generator<PathConflict> {
  const folded = Map.groupBy(new Set([...written, ...existing]), (path) => path.toLowerCase());
  for (const path of new Set(written.map((one) => one.toLowerCase()))) {
    const alike = folded.get(path) ?? [];
    if (alike.length < 2) continue;
    const message = `The paths ${quoteList(alike.sort())} differ in case alone, so ${quote(path)} would be one file on Windows and macOS. Choose versions or a layout that tell them apart.`;
    yield { code: 'path-clash', keys: alike, message };
  }
}

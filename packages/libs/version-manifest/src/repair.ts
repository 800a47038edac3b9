import type { Manifest } from './entry.ts';
import type { Finding, FindingCode } from './finding.ts';
import type { Layout } from './layout.ts';
import { type LintOptions, lint } from './lint.ts';
import { mendManifest } from './mend-manifest.ts';
import { moveEntries } from './move-entries.ts';
import { formOf, renderText, type TextForm } from './render.ts';

export interface RepairOptions extends Omit<LintOptions, 'at'> {
  /** Absent: every entry stays in its file. */
  readonly layout?: Layout;
}

/** One thing that was mended in one file. */
export interface RepairChange {
  readonly path: string;
  readonly code: FindingCode;
  readonly message: string;
}

/** An error that needs a person; `file` is the path of the manifest. */
export interface Unrepaired extends Finding {
  readonly file: string;
}

export interface RepairResult {
  /** The new text of every path that changes, `null` where the file goes. */
  readonly files: ReadonlyMap<string, string | null>;
  readonly changes: readonly RepairChange[];
  /** A file with an error that cannot be mended is left as it is, whole. */
  readonly unrepaired: readonly Unrepaired[];
}

/** A sound manifest in the course of a repair. */
export interface Held {
  manifest: Manifest;
  /** How its text ends its lines. */
  readonly form: TextForm;
}

/**
 * Mends manifests: all of a layout by their paths, since entries may have to move to the file where
 * they belong. Files without errors stay as they are, whatever the notices about them.
 */
export function repair(texts: ReadonlyMap<string, string>, options: RepairOptions): RepairResult {
  const { layout, ...plain } = options;
  const changes: RepairChange[] = [];
  const unrepaired: Unrepaired[] = [];
  const held = new Map<string, Held>();
  const before = new Map<string, Manifest>();
  for (const [path, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const form = formOf(text);
    const linted = lint(text, plain);
    if (linted.manifest) {
      before.set(path, linted.manifest);
      held.set(path, { manifest: linted.manifest, form });
      continue;
    }
    const left = linted.findings.filter(({ severity, repairable }) => severity === 'error' && !repairable);
    if (left.length === 0) {
      const { manifest, mends } = mendManifest(JSON.parse(text.replace(/^\ufeff/, '')), plain.names);
      left.push(...errorsIn(manifest, plain));
      if (left.length === 0) {
        held.set(path, { manifest, form });
        changes.push(...mends.map((mend) => ({ path, ...mend })));
      }
    }
    unrepaired.push(...left.map((finding) => ({ file: path, ...finding })));
  }
  if (layout) moveEntries(held, new Set(texts.keys()), layout, changes, unrepaired);
  const files = new Map<string, string | null>();
  for (const [path, { manifest, form }] of held)
    if (manifest !== before.get(path)) files.set(path, textOf(manifest, form));
  return { files, changes, unrepaired };
}

/** A mended manifest has to pass the same lint as any other. */
function errorsIn(manifest: Manifest, options: LintOptions): readonly Finding[] {
  const text = textOf(manifest, { lineEnd: '\n', finalNewline: true }) ?? '[]';
  return lint(text, options).findings.filter(({ severity }) => severity === 'error');
}

function textOf(manifest: Manifest, form: TextForm): string | null {
  return manifest.length === 0 ? null : [...renderText(manifest, form)].join('');
}

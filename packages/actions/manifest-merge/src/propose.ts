import { ActionError } from '@gatehouse/action-kit';
import type { RunIdentity, Snapshot } from '@gatehouse/git-writer';
import {
  type FileChange,
  type FilesPlan,
  joinBytes,
  type LintedManifest,
  planFiles,
  type ReportedFile,
} from '@gatehouse/version-manifest';
import type { ConflictRecord } from './decide.ts';
import { faultsOf, listFaults } from './faults.ts';
import type { ManifestRules } from './inputs.ts';
import { type Notice, noticesIn } from './notices.ts';
import { withoutSuperseded } from './older-run.ts';
import { type Mend, type Published, readPublished } from './published.ts';
import { type RefreshedRoot, type RefreshWork, refreshRoot } from './refresh.ts';

/** What is to be merged, whatever the head. */
export interface Work {
  readonly files: readonly ReportedFile[];
  /** Expected keys that nobody reported. */
  readonly missing: readonly string[];
  readonly rules: ManifestRules;
  readonly run: RunIdentity;
  readonly refresh: RefreshWork | undefined;
}

/** What the work comes to on one head. */
export interface Proposal {
  /** The head; absent for a folder. */
  readonly head: string | undefined;
  /** The files that differ from the head; `null` deletes one. */
  readonly files: ReadonlyMap<string, Uint8Array | null>;
  /** The texts of `files` as they stand on the head. */
  readonly before: ReadonlyMap<string, string | null>;
  readonly changes: readonly FileChange[];
  readonly mends: readonly Mend[];
  /** What the lint remarked about the manifests that were read, and that stops nothing. */
  readonly notices: readonly Notice[];
  /** Manifests of the layout that the merge leaves alone and that have errors. */
  readonly unsound: readonly LintedManifest[];
  /** The files that must be found afterwards. */
  readonly entries: readonly ReportedFile[];
  /** Keys that were left alone because a newer run has written them. */
  readonly superseded: readonly string[];
  readonly refreshed: RefreshedRoot | undefined;
}

/** Merging onto what is published found what only a person can decide. */
export class PublishedConflict extends ActionError<'PUBLISHED_CONFLICT'> {
  readonly conflicts: readonly ConflictRecord[];

  constructor(conflicts: readonly ConflictRecord[]) {
    super({
      code: 'PUBLISHED_CONFLICT',
      message: conflicts.map(({ message }) => message).join('\n'),
      hint: 'Nothing was written. Publish the rebuild under "on-published: merge-files" or "replace-version", or correct the leg.',
    });
    this.conflicts = conflicts;
  }
}

/** Merges the work onto a head. Nothing of an earlier head is remembered, so a lost race starts afresh. */
export async function propose(snapshot: Snapshot, work: Work): Promise<Proposal> {
  const { entries, superseded } = await withoutSuperseded(snapshot, work);
  const published = await readPublished(snapshot, entries, work.rules);
  const { rules, missing } = work;
  const plan = planFiles(rules.layout, published.sound, entries, {
    ...rules,
    missing: new Set(missing),
    existing: published.existing,
  });
  if (plan.kind === 'refused') throw refusal(plan);
  const files = new Map<string, Uint8Array | null>();
  for (const [path, text] of published.sound) {
    if (text !== published.found.get(path))
      files.set(path, text === null ? null : new TextEncoder().encode(text));
  }
  for (const [path, { kind, bytes }] of plan.files) if (kind === 'write') files.set(path, joinBytes(bytes()));
  const refreshed = work.refresh && (await refreshRoot(snapshot, files, work.refresh, rules));
  if (refreshed?.bytes) files.set(refreshed.path, refreshed.bytes);
  return {
    head: snapshot.head,
    files,
    before: textsBefore(published, files, refreshed),
    changes: [...plan.files.values()].flatMap(({ changes }) => changes),
    mends: published.mends,
    notices: [
      ...[...plan.files].flatMap(([file, { notices }]) => noticesIn(file, notices)),
      ...(refreshed?.notices ?? []),
    ],
    unsound: published.unsound,
    entries,
    superseded,
    refreshed,
  };
}

function textsBefore(
  { found }: Published,
  files: ReadonlyMap<string, unknown>,
  refreshed: RefreshedRoot | undefined,
): ReadonlyMap<string, string | null> {
  const before = new Map([...found].filter(([path]) => files.has(path)));
  if (refreshed?.bytes) before.set(refreshed.path, refreshed.before);
  return before;
}

function refusal(plan: Extract<FilesPlan, { kind: 'refused' }>): ActionError {
  const faults = [...plan.findings].flatMap(([file, findings]) => faultsOf(file, findings));
  if (faults.length > 0) {
    return new ActionError({
      code: 'UNSOUND_MANIFEST',
      message: listFaults(faults, 'What is published has errors:'),
      hint: 'Nothing was written. "repair: true" fixes what can be fixed and shows the difference ("dry-run: true" only shows it).',
    });
  }
  return new PublishedConflict(plan.conflicts.map(({ keys, message }) => ({ keys, sources: [], message })));
}

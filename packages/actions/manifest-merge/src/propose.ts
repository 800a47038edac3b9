import { ActionError } from '@gatehouse/action-kit';
import type { Snapshot } from '@gatehouse/git-writer';
import { type FilesPlan, joinBytes, planFiles } from '@gatehouse/version-manifest';
import type { ConflictRecord } from './decide.ts';
import { faultsOf, listFaults } from './faults.ts';
import { noticesIn } from './notices.ts';
import { withoutSuperseded } from './older-run.ts';
import { type Published, readPublished } from './published.ts';
import { type RefreshedRoot, refreshRoot } from './refresh.ts';
import type { Proposal, Work } from './work.ts';

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

import { isActionError, messageOf, type OutputValue, type RunContext } from '@gatehouse/action-kit';
import type { WriteResult } from '@gatehouse/git-writer';
import type { FileChange } from '@gatehouse/version-manifest';
import type { ConflictRecord, Decision } from './decide.ts';
import type { Gathered } from './gather.ts';
import type { Inputs } from './inputs.ts';
import { type Proposal, PublishedConflict } from './propose.ts';

/** What is known so far; a run that fails early knows less. */
export interface Seen {
  gathered?: Gathered;
  decision?: Decision;
  /** The last one that was computed. */
  proposal?: Proposal;
}

/** How the run ended. */
export type Ending =
  | { readonly kind: 'done' | 'dry-run'; readonly result: WriteResult }
  | { readonly kind: 'failed'; readonly error: unknown };

/** What the action saw, decided and did. */
export interface Outcome extends Readonly<Seen> {
  readonly inputs: Inputs;
  readonly context: RunContext;
  readonly ending: Ending;
}

/** Outputs of a job are limited to 1 MiB in all, so no list in the evidence is longer than this. */
const MOST_ITEMS = 500;

/** The outputs by their names in `action.yml`. */
export function outputsOf(outcome: Outcome): Readonly<Record<string, OutputValue>> {
  const { decision, ending } = outcome;
  return {
    changed: isChanged(outcome),
    commit: ending.kind !== 'failed' && ending.result.changed ? (ending.result.commit ?? '') : '',
    result: decision?.coverage.outcome ?? '',
    missing: decision?.coverage.missing ?? [],
    conflicts: conflictsOf(outcome),
    report: evidenceOf(outcome),
  };
}

/** Whether something was written, or would have been in a dry run. */
export function isChanged({ ending, proposal }: Outcome): boolean {
  switch (ending.kind) {
    case 'failed':
      return false;
    case 'dry-run':
      return (proposal?.files.size ?? 0) > 0;
    case 'done':
      return ending.result.changed;
    default:
      return ending satisfies never;
  }
}

/** The conflicts that stopped the run: between parts, or with what is published. */
export function conflictsOf({ decision, ending }: Outcome): readonly ConflictRecord[] {
  if (decision?.kind === 'refuse') return decision.conflicts;
  return ending.kind === 'failed' && ending.error instanceof PublishedConflict ? ending.error.conflicts : [];
}

function evidenceOf(outcome: Outcome): object {
  const { inputs, context, gathered, decision, proposal, ending } = outcome;
  const { repository, runId, runAttempt, sha, workflowRef, job } = context;
  return {
    schema: 'gatehouse.manifest-merge/v1',
    action: 'manifest-merge',
    run: { repository, run_id: runId, run_attempt: runAttempt, sha, workflow_ref: workflowRef, job },
    layout: inputs.rules.layout.path,
    verdict: ending.kind,
    ...(ending.kind === 'failed'
      ? { error: failureOf(ending.error), conflicts: clip(conflictsOf(outcome)) }
      : { write: writeOf(ending.result) }),
    ...(gathered && partsOf(gathered)),
    ...(decision && coverageOf(decision)),
    ...(proposal && proposalOf(proposal)),
  };
}

function writeOf(result: WriteResult): object {
  return result.changed ? { ...result, overtaken: clip(result.overtaken) } : result;
}

function failureOf(error: unknown): object {
  return { code: isActionError(error) ? error.code : 'UNEXPECTED', message: messageOf(error) };
}

function partsOf({ parts, excluded, left, unreleased, combination }: Gathered): object {
  return {
    parts,
    excluded: clip(excluded),
    left: clip(left),
    unreleased: clip(unreleased),
    replaced_attempts: clip(combination.replaced),
  };
}

function coverageOf({ coverage }: Decision): object {
  const { covered, missing, unexpected, ...verdict } = coverage;
  return {
    coverage: {
      ...verdict,
      covered: clip(covered),
      missing: clip(missing),
      unexpected: clip(unexpected),
    },
  };
}

function proposalOf({ head, files, changes, mends, superseded, refreshed }: Proposal): object {
  return {
    head: head ?? null,
    files: clip([...files.keys()]),
    changes: clip(changes.filter(isNews).map(({ key, state }) => ({ key, state }))),
    kept: changes.filter((change) => !isNews(change)).length,
    repaired: clip(mends),
    superseded: clip(superseded),
    refreshed: refreshed
      ? { path: refreshed.path, added: refreshed.added, shadowed: clip(refreshed.shadowed) }
      : null,
  };
}

/** Whether a change is more than "it was there already". */
function isNews({ state }: FileChange): boolean {
  return state !== 'kept' && state !== 'unchanged';
}

function clip<T>(items: readonly T[]): readonly (T | { readonly omitted: number })[] {
  const more = items.length - MOST_ITEMS;
  return more > 0 ? [...items.slice(0, MOST_ITEMS), { omitted: more }] : items;
}

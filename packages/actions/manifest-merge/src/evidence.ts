import { isActionError, messageOf, runEvidence } from '@gatehouse/action-kit';
import type { WriteResult } from '@gatehouse/git-writer';
import type { FileChange } from '@gatehouse/version-manifest';
import { clip } from './clip.ts';
import type { Decision } from './decide.ts';
import type { Evidence } from './evidence-schema.ts';
import { faultsOf } from './faults.ts';
import type { Gathered } from './gather.ts';
import { conflictsOf, type Outcome } from './outcome.ts';
import type { Proposal } from './work.ts';

/** The evidence of a merge: what was read, decided and written. */
export function evidenceOf(outcome: Outcome): Evidence {
  const { inputs, context, gathered, decision, proposal, ending } = outcome;
  return {
    schema: 'gatehouse.manifest-merge/v1',
    mode: 'merge',
    run: runEvidence(context),
    layout: inputs.rules.layout.path,
    verdict: ending.kind,
    error: ending.kind === 'failed' ? failureOf(ending.error) : null,
    conflicts: clip(conflictsOf(outcome)),
    write: ending.kind === 'done' ? writeOf(ending.result) : null,
    parts: gathered === undefined ? null : partsOf(gathered),
    coverage: decision === undefined ? null : coverageOf(decision),
    proposal: proposal === undefined ? null : proposalOf(proposal),
    lint: null,
  };
}

function writeOf(result: WriteResult): Evidence['write'] {
  switch (result.kind) {
    case 'unchanged':
    case 'files-unchanged':
      return result;
    case 'committed': {
      const { landedBy, overtaken, ...rest } = result;
      return { ...rest, landed_by: landedBy, overtaken: clip(overtaken) };
    }
    case 'files-written':
      return { ...result, paths: clip(result.paths) };
    default:
      return result satisfies never;
  }
}

function failureOf(error: unknown): Evidence['error'] {
  return { code: isActionError(error) ? error.code : 'UNEXPECTED', message: messageOf(error) };
}

function partsOf({ parts, excluded, left, unreleased, combination }: Gathered): Evidence['parts'] {
  return {
    count: parts,
    excluded: clip(excluded),
    left: clip(left),
    unreleased: clip(unreleased),
    replaced_attempts: clip(
      combination.replaced.map(({ key, kept, keptAttempt, dropped, droppedAttempt }) => ({
        key,
        kept,
        kept_attempt: keptAttempt,
        dropped,
        dropped_attempt: droppedAttempt,
      })),
    ),
  };
}

function coverageOf({ coverage }: Decision): Evidence['coverage'] {
  const { covered, missing, unexpected, mayWrite, outcome, reason } = coverage;
  return {
    outcome,
    may_write: mayWrite,
    reason,
    covered: clip(covered),
    missing: clip(missing),
    unexpected: clip(unexpected),
  };
}

function proposalOf(proposal: Proposal): Evidence['proposal'] {
  const { head, files, changes, mends, superseded, notices, unsound, refreshed } = proposal;
  const news = changes.flatMap(newsOf);
  return {
    head: head ?? null,
    files: clip([...files.keys()]),
    changes: clip(news),
    kept: changes.length - news.length,
    repaired: clip(mends.map(({ path, message }) => ({ path, message }))),
    superseded: clip(superseded),
    notices: clip(notices),
    unsound: clip(unsound.map(({ path, findings }) => ({ path, ...firstOf(faultsOf(path, findings)) }))),
    refreshed:
      refreshed === undefined
        ? null
        : { path: refreshed.path, added: refreshed.added, shadowed: clip(refreshed.shadowed) },
  };
}

function firstOf(faults: ReturnType<typeof faultsOf>) {
  const [first] = faults;
  return { errors: faults.length, first: `${first?.path ?? ''} ${first?.message ?? ''}`.trim() };
}

/** A change that is more than "it was there already". */
function newsOf({ key, state }: FileChange) {
  return state === 'kept' || state === 'unchanged' ? [] : [{ key, state }];
}

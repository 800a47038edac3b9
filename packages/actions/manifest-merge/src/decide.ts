import { ActionError, quoteList } from '@gatehouse/action-kit';
import { type Coverage, type CoveragePolicy, conflictError, judgeCoverage } from '@gatehouse/parts';
import type { ReportedFile } from '@gatehouse/version-manifest';
import type { Gathered } from './gather.ts';

/** A conflict as the output `conflicts` and the evidence show it. */
export interface ConflictRecord {
  readonly keys: readonly string[];
  /** The parts, or nothing for a conflict with what is published. */
  readonly sources: readonly string[];
  readonly message: string;
}

/** Whether what came may be written. */
export type Decision =
  | { readonly kind: 'merge'; readonly files: readonly ReportedFile[]; readonly coverage: Coverage }
  | {
      readonly kind: 'refuse';
      readonly error: ActionError;
      readonly coverage: Coverage;
      readonly conflicts: readonly ConflictRecord[];
    };

/** What the plan job and the workflow ask of the parts. */
export interface Demands {
  readonly expected: readonly string[] | undefined;
  readonly policy: CoveragePolicy;
  readonly unexpected: 'take' | 'leave' | 'error';
  readonly allowEmpty: boolean;
}

/** Two contents for one key stop a merge; missing keys, and those that nobody expects, as the demands say. */
export function decide(
  { combination, keys }: Gathered,
  { expected, policy, unexpected, allowEmpty }: Demands,
): Decision {
  if (combination.verdict === 'conflict') {
    const conflicts = combination.conflicts.map(({ key, sources, message }) => ({
      keys: [key],
      sources,
      message,
    }));
    const disputed = new Set(combination.conflicts.map(({ key }) => key));
    const undisputed = keys.filter((key) => !disputed.has(key));
    const coverage = judgeCoverage(expected, undisputed, policy, allowEmpty);
    return { kind: 'refuse', error: conflictError(combination.conflicts), coverage, conflicts };
  }
  const coverage = judgeCoverage(expected, combination.covered, policy, allowEmpty);
  if (unexpected === 'error' && coverage.unexpected.length > 0) {
    return { kind: 'refuse', error: notExpected(coverage), coverage, conflicts: [] };
  }
  if (coverage.mayWrite) {
    return { kind: 'merge', files: combination.items.map(({ item }) => item), coverage };
  }
  return { kind: 'refuse', error: notCovered(coverage), coverage, conflicts: [] };
}

function notExpected({ unexpected }: Coverage): ActionError {
  return new ActionError({
    code: 'PARTS_UNEXPECTED',
    message: `Parts of this run report keys that "expected" does not name: ${quoteList(unexpected)}.`,
    hint: 'Look at the legs that left them, or set "unexpected" to "take" or "leave".',
  });
}

function notCovered({ reason, missing, outcome }: Coverage): ActionError {
  const found = missing.length > 0 ? ` Missing: ${quoteList(missing)}.` : '';
  return new ActionError({
    code: outcome === 'empty' ? 'NO_PARTS' : 'PARTS_MISSING',
    message: `${reason}${found}`,
    hint:
      outcome === 'empty'
        ? 'Look at the legs: none left a part. Set "allow-empty" where that is no failure.'
        : 'Re-run the failed legs, or set "policy" to "allow-missing" to publish what succeeded.',
  });
}

import type { OutputValue } from '@gatehouse/action-kit';
import { evidenceOf } from './evidence.ts';
import { conflictsOf, isChanged, type Outcome } from './outcome.ts';

/** The outputs of a merge by their names in `action.yml`. */
export function outputsOf(outcome: Outcome): Readonly<Record<string, OutputValue>> {
  const { decision, ending } = outcome;
  return {
    changed: isChanged(outcome),
    commit: ending.kind === 'done' && ending.result.kind === 'committed' ? ending.result.commit : '',
    result: decision?.coverage.outcome ?? '',
    missing: decision?.coverage.missing ?? [],
    conflicts: conflictsOf(outcome),
    evidence: evidenceOf(outcome),
  };
}

/** Whether a merge may be written although keys are missing. */
export type CoveragePolicy =
  | { readonly kind: 'require-all' }
  | { readonly kind: 'allow-missing' }
  | { readonly kind: 'at-least'; readonly count: number };

/** What came, held against what the plan expected. */
export interface Coverage {
  readonly outcome: 'complete' | 'partial' | 'empty';
  /** Each list is sorted and free of duplicates. */
  readonly covered: readonly string[];
  readonly missing: readonly string[];
  /** Covered, but not expected; never a reason against writing. */
  readonly unexpected: readonly string[];
  readonly mayWrite: boolean;
  /** Why, as a sentence for logs and errors. */
  readonly reason: string;
}

/** Reads `require-all`, `allow-missing` or `at-least: N` with N from 1; `undefined` for another text. */
export function parsePolicy(text: string): CoveragePolicy | undefined {
  if (text === 'require-all' || text === 'allow-missing') return { kind: text };
  const [, count] = /^at-least:\s*([1-9]\d{0,6})$/.exec(text) ?? [];
  return count === undefined ? undefined : { kind: 'at-least', count: Number(count) };
}

/**
 * Judges the keys that were covered. Without `expected` nothing can be missing, so that only an empty
 * merge and `at-least` refuse. `at-least` counts expected keys only, where there are any.
 */
export function judgeCoverage(
  expected: readonly string[] | undefined,
  covered: readonly string[],
  policy: CoveragePolicy,
  allowEmpty = false,
): Coverage {
  const wanted = new Set(expected ?? covered);
  const found = new Set(covered);
  const missing = [...wanted].filter((key) => !found.has(key)).toSorted();
  const unexpected = [...found].filter((key) => !wanted.has(key)).toSorted();
  const outcome = found.size === 0 ? 'empty' : missing.length > 0 ? 'partial' : 'complete';
  const present = wanted.size - missing.length;
  const tally =
    expected === undefined
      ? `${found.size} keys are there, none was declared as expected`
      : `${present} of ${wanted.size} expected keys are there`;
  const verdict = decide(outcome, present, policy, allowEmpty);
  return {
    outcome,
    covered: [...found].toSorted(),
    missing,
    unexpected,
    mayWrite: verdict.mayWrite,
    reason: `${tally}; ${verdict.reason}.`,
  };
}

function decide(
  outcome: Coverage['outcome'],
  present: number,
  policy: CoveragePolicy,
  allowEmpty: boolean,
): Pick<Coverage, 'mayWrite' | 'reason'> {
  if (outcome === 'empty') {
    return allowEmpty
      ? { mayWrite: true, reason: 'an empty merge is allowed' }
      : { mayWrite: false, reason: 'a merge of nothing is refused unless it is allowed to be empty' };
  }
  switch (policy.kind) {
    case 'require-all':
      return outcome === 'complete'
        ? { mayWrite: true, reason: 'none is missing' }
        : { mayWrite: false, reason: 'the policy require-all wants every one' };
    case 'allow-missing':
      return {
        mayWrite: true,
        reason: outcome === 'complete' ? 'none is missing' : 'the policy allow-missing lets the others wait',
      };
    case 'at-least':
      return {
        mayWrite: present >= policy.count,
        reason: `the policy wants at least ${policy.count}`,
      };
    default:
      return policy satisfies never;
  }
}

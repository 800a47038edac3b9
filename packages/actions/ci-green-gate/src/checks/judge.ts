import { judgeEnding } from '../conclusions.ts';
import type { Standing } from '../standing.ts';
import { type CheckRun, isBy } from './check-run.ts';
import type { CheckFinding } from './finding.ts';
import type { RequiredCheck } from './required-check.ts';

const ABSENT: Standing = {
  state: 'absent',
  reason: 'no-check',
  said: 'was not reported for this commit',
};

/** The worst first: one check that is not green is one too many. */
const ORDER: readonly Standing['state'][] = ['red', 'unknown', 'pending', 'absent', 'green'];

/**
 * Judges a required check. A new report in the same suite replaces the one before, as when a check is run
 * again. Reports in several suites all count: nothing says which of them speaks for the commit, so a green
 * one does not hide a red one.
 */
export function judgeCheck(
  requirement: RequiredCheck,
  reported: readonly CheckRun[],
  sha: string,
  allowed: ReadonlySet<string>,
): CheckFinding {
  const named = reported.filter(({ name, sha: of }) => name === requirement.name && of === sha);
  const ours = named.filter((check) => isBy(check, requirement.app));
  const checks = newestOfEachSuite(ours);
  const standings = checks.map(({ status, conclusion }) => judgeEnding(status, conclusion, allowed));
  const worst = standings.toSorted((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
  return {
    kind: 'check',
    requirement,
    standing: worst[0] ?? ABSENT,
    checks,
    others: named.length - ours.length,
  };
}

/** A report without a suite replaces no other, and none replaces it. */
function newestOfEachSuite(checks: readonly CheckRun[]): readonly CheckRun[] {
  return checks.filter(
    ({ suiteId, id }) =>
      suiteId === null || !checks.some((other) => other.suiteId === suiteId && other.id > id),
  );
}

import type { Patience } from './asked.ts';
import type { JobFinding } from './jobs.ts';
import type { OtherRun } from './match.ts';
import type { Requirement } from './requirement.ts';
import type { Standing } from './standing.ts';

/** What a gate says. `unknown` never passes. */
export type Verdict = 'pass' | 'fail' | 'unknown';

/** A required workflow and where it stands. */
export interface Finding {
  readonly requirement: Requirement;
  readonly standing: Standing;
  /** Runs of the same workflow and commit that do not count. */
  readonly others: readonly OtherRun[];
  readonly jobs: readonly JobFinding[];
}

/** What comes after a look. */
export type Decision =
  | { readonly kind: 'settled'; readonly verdict: Verdict }
  /** Look again, at the latest when so many milliseconds have passed since the beginning. */
  | { readonly kind: 'wait'; readonly untilMs: number };

/** Decides on what one look has found, `elapsedMs` after the beginning. */
export function decide(findings: readonly Finding[], patience: Patience, elapsedMs: number): Decision {
  const { timeoutMs, failFast } = patience;
  const outlooks = findings.map((finding) => outlookOf(finding, patience, elapsedMs));
  const open = outlooks.flatMap((outlook) => (typeof outlook === 'number' ? [outlook] : []));
  const verdict = worst(outlooks);
  if (open.length === 0 || elapsedMs >= timeoutMs || (failFast && verdict !== 'pass')) {
    const unproved = open.length > 0 || isVacuous(findings);
    return { kind: 'settled', verdict: verdict === 'pass' && unproved ? 'fail' : verdict };
  }
  return { kind: 'wait', untilMs: Math.min(timeoutMs, ...open) };
}

/** Whether nothing stands against a pass but nothing speaks for it either: optional workflows only, and no run. */
export function isVacuous(findings: readonly Finding[]): boolean {
  return findings.every(({ standing, requirement }) => standing.state === 'absent' && requirement.optional);
}

/** The verdict on one finding once nothing is waited for any more. */
export function verdictOf({ standing, requirement }: Finding): Verdict {
  switch (standing.state) {
    case 'green':
      return 'pass';
    case 'absent':
      return requirement.optional ? 'pass' : 'fail';
    case 'pending':
    case 'red':
      return 'fail';
    case 'unknown':
      return 'unknown';
    default:
      return standing.state satisfies never;
  }
}

/** The verdict, or until when the finding can change by itself. */
function outlookOf(
  finding: Finding,
  { wait, graceMs, timeoutMs }: Patience,
  elapsedMs: number,
): Verdict | number {
  const { state } = finding.standing;
  if (state === 'absent' && elapsedMs < graceMs) return graceMs;
  if (state === 'pending' && wait) return timeoutMs;
  return verdictOf(finding);
}

function worst(outlooks: readonly (Verdict | number)[]): Verdict {
  if (outlooks.includes('fail')) return 'fail';
  return outlooks.includes('unknown') ? 'unknown' : 'pass';
}

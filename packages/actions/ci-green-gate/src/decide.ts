import type { Verdict } from '@gatehouse/action-kit';
import { type Finding, verdictOf } from './finding.ts';
import type { Patience } from './policy.ts';

/** What comes after a look. */
export type Decision =
  | { readonly kind: 'settled'; readonly verdict: Verdict }
  /** Look again, at the latest when so many milliseconds have passed since the beginning. */
  | { readonly kind: 'wait'; readonly untilMs: number };

/** What one finding means now: a verdict, or until when (ms since the beginning) it can change by itself. */
type Outlook =
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'open'; readonly untilMs: number };

/** Decides on what one look has found, `elapsedMs` after the beginning. */
export function decide(findings: readonly Finding[], patience: Patience, elapsedMs: number): Decision {
  const { lastPollMs, failFast } = patience;
  const outlooks = outlooksOf(findings, patience, elapsedMs);
  const open = outlooks.flatMap((outlook) => (outlook.kind === 'open' ? [outlook.untilMs] : []));
  const verdict = worst(outlooks);
  if (open.length === 0 || elapsedMs >= lastPollMs || (failFast && verdict !== 'pass')) {
    const unproved = open.length > 0 || isVacuous(findings);
    return { kind: 'settled', verdict: verdict === 'pass' && unproved ? 'fail' : verdict };
  }
  return { kind: 'wait', untilMs: Math.min(lastPollMs, ...open) };
}

/** Whether nothing stands against a pass but nothing speaks for it either: optional things only, all missing. */
export function isVacuous(findings: readonly Finding[]): boolean {
  return findings.every(isAbsentOption);
}

function isAbsentOption({ standing, requirement }: Finding): boolean {
  return standing.state === 'absent' && requirement.optional;
}

/**
 * The outlook of each finding. What is optional and missing is waited for only as long as something else is
 * open, or when there is nothing else at all.
 */
function outlooksOf(findings: readonly Finding[], patience: Patience, elapsedMs: number): readonly Outlook[] {
  const judged = findings.map((finding) => ({ finding, outlook: outlookOf(finding, patience, elapsedMs) }));
  const others = judged.filter(({ finding }) => !isAbsentOption(finding));
  const waits = others.length === 0 || others.some(({ outlook }) => outlook.kind === 'open');
  return judged.map(({ finding, outlook }) =>
    isAbsentOption(finding) && !waits ? { kind: 'verdict', verdict: verdictOf(finding) } : outlook,
  );
}

function outlookOf(finding: Finding, { wait, graceMs, lastPollMs }: Patience, elapsedMs: number): Outlook {
  const { state } = finding.standing;
  if (state === 'absent' && elapsedMs < graceMs) return { kind: 'open', untilMs: graceMs };
  if (state === 'pending' && wait) return { kind: 'open', untilMs: lastPollMs };
  return { kind: 'verdict', verdict: verdictOf(finding) };
}

function worst(outlooks: readonly Outlook[]): Verdict {
  const verdicts = outlooks.flatMap((outlook) => (outlook.kind === 'verdict' ? [outlook.verdict] : []));
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.includes('unknown') ? 'unknown' : 'pass';
}

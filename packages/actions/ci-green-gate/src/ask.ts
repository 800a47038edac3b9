import type { Log, Verdict } from '@gatehouse/action-kit';
import type { GitHubClient } from '@gatehouse/github-client';
import { decide } from './decide.ts';
import { type Finding, subjectOf } from './finding.ts';
import { look } from './look.ts';
import type { Patience } from './policy.ts';
import type { Question } from './question.ts';
import { firstScope } from './workflows/look.ts';

/** What asking needs from the world. */
export interface AskDeps {
  readonly client: GitHubClient;
  readonly log: Log;
  /** Milliseconds since the gate began. */
  readonly elapsedMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** What came of asking. */
export interface Reply {
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  /** How often was looked. */
  readonly looks: number;
}

/**
 * Looks until it is settled whether everything is green. Before a missing run counts, all runs of the commit
 * are listed without a filter: GitHub's filters can lag behind (https://github.com/cli/cli/issues/7341), and
 * the other runs tell why there is none.
 */
export async function ask(question: Question, patience: Patience, deps: AskDeps): Promise<Reply> {
  const { client, log, elapsedMs, sleep } = deps;
  let scope = firstScope(question, patience);
  let shown = '';
  for (let looks = 1; ; looks++) {
    const findings = await look(question, scope, client);
    const elapsed = elapsedMs();
    const early = elapsed < patience.graceMs;
    const decision = decide(findings, patience, elapsed);
    const now = findings.map(describe).join('; ');
    if (now !== shown) log.info(`Look ${looks}: ${now}.`);
    shown = now;
    if (decision.kind === 'wait') {
      await sleep(Math.max(0, Math.min(patience.intervalMs, decision.untilMs - elapsed)));
      continue;
    }
    const countsAbsence = decision.verdict === 'pass' || !early;
    if (scope === 'events' && countsAbsence && findings.some(isAbsent)) scope = 'all';
    else return { verdict: decision.verdict, findings: early ? findings.map(notYet) : findings, looks };
  }
}

function isAbsent({ standing }: Finding): boolean {
  return standing.state === 'absent';
}

/** A red workflow can settle the matter before the grace period of the others is over. */
function notYet(finding: Finding): Finding {
  if (finding.kind !== 'workflow' || !isAbsent(finding)) return finding;
  return { ...finding, standing: { ...finding.standing, reason: 'no-run-yet', said: 'has no run yet' } };
}

function describe(finding: Finding): string {
  const run = finding.kind === 'workflow' ? finding.standing.run : undefined;
  const which = run === undefined ? '' : ` (run ${run.id}, attempt ${run.attempt})`;
  return `${subjectOf(finding)} ${finding.standing.said}${which}`;
}

import type { Log } from '@gatehouse/action-kit';
import type { GitHubClient } from '@gatehouse/github-client';
import type { Patience } from './asked.ts';
import { decide, type Finding, type Verdict } from './decide.ts';
import { firstScope, look, type Question } from './look.ts';
import { fileName } from './workflow-run.ts';

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
 * Looks until it is settled whether every workflow is green. Before a missing run counts, all runs of the
 * commit are listed without a filter: GitHub's filters can lag behind
 * (https://github.com/cli/cli/issues/7341), and the other runs tell why there is none.
 */
export async function ask(question: Question, patience: Patience, deps: AskDeps): Promise<Reply> {
  const { client, log, elapsedMs, sleep } = deps;
  let scope = firstScope(question, patience);
  let told = '';
  for (let looks = 1; ; looks++) {
    const findings = await look(question, scope, client);
    const elapsed = elapsedMs();
    const early = elapsed < patience.graceMs;
    const decision = decide(findings, patience, elapsed);
    const now = findings.map(describe).join('; ');
    if (now !== told) log.info(`Look ${looks}: ${now}.`);
    told = now;
    if (decision.kind === 'wait') {
      await sleep(Math.max(0, Math.min(patience.intervalMs, decision.untilMs - elapsed)));
    } else if (scope === 'events' && !early && findings.some(({ standing }) => standing.state === 'absent')) {
      scope = 'all';
    } else {
      return { verdict: decision.verdict, findings: early ? findings.map(notYet) : findings, looks };
    }
  }
}

/** A red workflow can settle the matter before the grace period of the others is over. */
function notYet(finding: Finding): Finding {
  const { standing } = finding;
  if (standing.state !== 'absent') return finding;
  return { ...finding, standing: { ...standing, reason: 'no-run-yet', said: 'has no run yet' } };
}

function describe({ requirement, standing: { said, run } }: Finding): string {
  const which = run === undefined ? '' : ` (run ${run.id}, attempt ${run.attempt})`;
  return `${fileName(requirement.path)} ${said}${which}`;
}

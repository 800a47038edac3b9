import type { JobRecord } from '../engine/record.ts';
import type { PlayedRun, Verdict } from './record.ts';
import type { Expectation, RunPlan, Scenario } from './scenario.ts';

/**
 * Whether each run of a scenario happened at all, whatever the scenario expects: a run that nobody was to
 * kill must complete, one that was must be killed, and a job must have run, unless the scenario says that
 * all are skipped. Without that, an expectation could be met by something that was never seen.
 */
export function proofOfRuns({ acts, expect }: Scenario, runs: readonly PlayedRun[]): readonly Verdict[] {
  const plans = acts?.flat() ?? [{ name: 'run' }];
  return plans.flatMap((plan): readonly Verdict[] => {
    const run = runs.find(({ name }) => name === plan.name);
    const of = plans.length > 1 ? ` of ${plan.name}` : '';
    if (run === undefined) return [verdict(`the run ${plan.name}`, 'played', 'never played')];
    const expectsNone = expect.some((one) => expectsAllSkipped(one, plan, plans[0]?.name));
    return [endingOf(plan, run, of), ...(expectsNone ? [] : [jobsOf(run, of)])];
  });
}

function expectsAllSkipped(expectation: Expectation, plan: RunPlan, first: string | undefined): boolean {
  const { kind, run = first } = expectation;
  return kind === 'conclusion' && expectation.is === 'skipped' && run === plan.name;
}

function endingOf({ killedAt }: RunPlan, { result }: PlayedRun, of: string): Verdict {
  const expected = killedAt === undefined ? 'completed' : 'killed';
  const found =
    result.ending === 'engine-failed' ? `the engine failed: ${result.because}` : endingWord(result.ending);
  return verdict(`the ending of the run${of}`, expected, found);
}

function endingWord(ending: Exclude<PlayedRun['result']['ending'], 'engine-failed'>): string {
  return ending === 'timed-out' ? 'timed out' : ending;
}

function jobsOf({ result: { jobs } }: PlayedRun, of: string): Verdict {
  const ran = jobs.filter(hasRun).length;
  return { what: `jobs that ran${of}`, expected: 'at least one', found: String(ran), holds: ran > 0 };
}

function hasRun({ result }: JobRecord): boolean {
  switch (result) {
    case 'success':
    case 'failure':
    case 'unfinished':
      return true;
    case 'skipped':
    case 'not-seen':
      return false;
    default:
      return result satisfies never;
  }
}

function verdict(what: string, expected: string, found: string): Verdict {
  return { what, expected, found, holds: expected === found };
}

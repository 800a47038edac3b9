import { quote } from '@gatehouse/action-kit';
import type { RunPolicy } from './asked.ts';
import type { WorkflowRun } from './workflow-run.ts';

/**
 * Where a required workflow stands. `unknown` is what this action cannot read: it never passes, and
 * waiting for it would help nobody.
 */
export interface Standing {
  readonly state: 'green' | 'pending' | 'red' | 'unknown' | 'absent';
  /** A stable word: GitHub's own status or conclusion, `no-run`, `job-skipped`, … */
  readonly reason: string;
  /** The same as the end of a sentence that begins with the workflow. */
  readonly said: string;
  /** The run that decides. */
  readonly run: WorkflowRun | undefined;
}

/** What GitHub says of a run that has not ended. */
const STATUSES: ReadonlyMap<string, string> = new Map([
  ['queued', 'is queued'],
  ['in_progress', 'is in progress'],
  ['requested', 'was requested and has not started'],
  ['waiting', 'waits for an approval or another rule of its environment'],
  ['pending', 'waits for another run of its concurrency group'],
]);

/** What GitHub says of a run that has ended. */
const CONCLUSIONS: ReadonlyMap<string, string> = new Map([
  ['success', 'succeeded'],
  ['failure', 'failed'],
  ['cancelled', 'was cancelled'],
  ['skipped', 'was skipped, all its jobs were'],
  ['neutral', 'ended neutral, which proves nothing'],
  ['timed_out', 'ran out of time'],
  ['action_required', 'waits for a maintainer to allow it'],
  ['stale', 'was given up by GitHub as stale'],
  ['startup_failure', 'could not be started, its file may be invalid'],
]);

/**
 * The standings that can decide, of runs with the latest first: that of the latest run, and under
 * `any-success` those of the older green ones behind it.
 */
export function judgeRuns(
  counting: readonly WorkflowRun[],
  policy: RunPolicy,
  allowed: ReadonlySet<string>,
): readonly [Standing, ...Standing[]] {
  const [latest = ABSENT, ...older] = counting.map((run) => judgeRun(run, allowed));
  return [latest, ...older.filter(({ state }) => policy === 'any-success' && state === 'green')];
}

const ABSENT: Standing = {
  state: 'absent',
  reason: 'no-run',
  said: 'has no run that counts',
  run: undefined,
};

function judgeRun(run: WorkflowRun, allowed: ReadonlySet<string>): Standing {
  const { status, conclusion } = run;
  if (status !== 'completed') {
    const said = STATUSES.get(status ?? '');
    if (said !== undefined && status !== null) return { state: 'pending', reason: status, said, run };
    return {
      state: 'unknown',
      reason: 'unknown-status',
      said: `has the status ${quote(status)}, a word that is not known here`,
      run,
    };
  }
  const said = CONCLUSIONS.get(conclusion ?? '');
  if (said === undefined || conclusion === null) {
    return {
      state: 'unknown',
      reason: 'unknown-conclusion',
      said: `has the conclusion ${quote(conclusion)}, a word that is not known here`,
      run,
    };
  }
  return { state: allowed.has(conclusion) ? 'green' : 'red', reason: conclusion, said, run };
}

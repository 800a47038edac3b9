import { judgeEnding } from '../conclusions.ts';
import type { RunPolicy } from '../policy.ts';
import type { Standing } from '../standing.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** Where a required workflow is, and the run that decides; `undefined` where there is none. */
export interface RunStanding extends Standing {
  readonly run: WorkflowRun | undefined;
}

const ABSENT: RunStanding = {
  state: 'absent',
  reason: 'no-run',
  said: 'has no run that counts',
  run: undefined,
};

/**
 * The standings that can decide, of runs with the latest first: that of the latest run, and under
 * `any-success` those of the older green ones behind it.
 */
export function judgeRuns(
  counting: readonly WorkflowRun[],
  policy: RunPolicy,
  allowed: ReadonlySet<string>,
): readonly [RunStanding, ...RunStanding[]] {
  const standings = counting.map((run) => ({ ...judgeEnding(run.status, run.conclusion, allowed), run }));
  const [latest = ABSENT, ...older] = standings;
  return [latest, ...older.filter(({ state }) => policy === 'any-success' && state === 'green')];
}

/**
 * The latest runs of other events that are not green behind a green one. Where any event counts, a newer
 * `pull_request` run that is green decides over an older `push` run that is red.
 */
export function overruledBy(
  { state, run: decides }: RunStanding,
  counting: readonly WorkflowRun[],
  allowed: ReadonlySet<string>,
): readonly WorkflowRun[] {
  if (state !== 'green' || decides === undefined) return [];
  const latest = counting.filter((run, at) => counting.findIndex(({ event }) => event === run.event) === at);
  return latest.filter(
    ({ event, status, conclusion }) =>
      event !== decides.event && judgeEnding(status, conclusion, allowed).state !== 'green',
  );
}

import type { JobRecord, StepRecord } from '../engine/record.ts';
import type { ScenarioRecord } from '../scenario/record.ts';

/** Where a scenario first went wrong, wanted or not. */
export interface FirstFailure {
  /** The name of the run. */
  readonly run: string;
  readonly job: string;
  /** Absent where the job failed before or between its steps. */
  readonly step?: string;
  /** Milliseconds since the scenario began. */
  readonly atMs: number;
  /** Its errors, else the last lines of its log and what the executor says. */
  readonly says: readonly string[];
}

const LAST_LINES = 5;

/** Where it is, from the outside in. */
export function placeOf({ run, job, step }: FirstFailure): readonly string[] {
  return [run, job, ...(step === undefined ? [] : [step])];
}

/**
 * The first step that failed for good; all that failed behind it may have failed because of it. What a
 * scenario has killed counts only where nothing else failed.
 */
export function firstFailure({ runs }: ScenarioRecord): FirstFailure | undefined {
  const left = runs.filter(({ result }) => result.ending !== 'killed');
  return earliest(left) ?? earliest(runs);
}

function earliest(runs: ScenarioRecord['runs']): FirstFailure | undefined {
  const failures = runs.flatMap(({ name, startMs, result }) =>
    result.jobs
      .filter(isBad)
      .flatMap((job) => failuresOf(job).map((one) => ({ ...one, run: name, atMs: startMs + one.atMs }))),
  );
  return failures.sort((one, other) => one.atMs - other.atMs)[0];
}

/** Whether a job failed or was cut off in this attempt. */
export function isBad({ result, kept }: JobRecord): boolean {
  return !kept && (result === 'failure' || result === 'unfinished');
}

function failuresOf(job: JobRecord): readonly Omit<FirstFailure, 'run'>[] {
  const bad = job.steps.filter(({ result, continued }) => result !== 'success' && !continued);
  if (bad.length > 0) {
    return bad.map((step) => ({ job: job.name, step: step.name, atMs: step.endMs, says: saidBy(step, job) }));
  }
  return [{ job: job.name, atMs: job.endMs, says: errorsOf(job) }];
}

function saidBy({ annotations, lines }: StepRecord, job: JobRecord): readonly string[] {
  const errors = annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
  return errors.length > 0 ? errors : [...lines.slice(-LAST_LINES), ...errorsOf(job)];
}

/** The executor says some of them several times. */
function errorsOf({ errors = [] }: JobRecord): readonly string[] {
  return [...new Set(errors.flatMap((error) => error.split('\n')))].slice(0, LAST_LINES);
}

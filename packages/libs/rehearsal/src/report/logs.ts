import type { ScenarioRecord } from '../scenario/record.ts';
import { isBad } from './first-failure.ts';

/** The log of a failed job, which is what its reader wants next. */
export interface JobLog {
  /** The run and the job. */
  readonly title: string;
  /** The name of each step, and the last lines of it. */
  readonly lines: readonly string[];
}

/** The logs of all jobs that failed or were cut off, with so many lines of each step. */
export function failedLogs({ runs }: ScenarioRecord, linesOfStep: number): readonly JobLog[] {
  return runs.flatMap(({ name: run, result }) =>
    result.jobs
      .filter((job) => isBad(job) && job.steps.length > 0)
      .map(({ name, steps }) => ({
        title: `${run}: ${name}`,
        lines: steps.flatMap((step) => [`▸ ${step.name}`, ...step.lines.slice(-linesOfStep)]),
      })),
  );
}

/** How a step ended; `failure` in spite of `continue-on-error` is told by {@link StepRecord.continued}. */
export type StepResult = 'success' | 'failure' | 'unfinished';

/**
 * How a job or a leg ended. `unfinished`: it was running when the run was ended. `unknown`: it was never
 * reached, and the executor does not say what GitHub would have done.
 */
export type JobResult = 'success' | 'failure' | 'skipped' | 'unfinished' | 'unknown';

/** What a step tells its reader beside the log. */
export interface StepAnnotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly message: string;
}

/** One step of a job; secrets are masked in all that it holds. */
export interface StepRecord {
  /** The id in the workflow, or its place there. */
  readonly id: string;
  /** The first line of its name. */
  readonly name: string;
  readonly result: StepResult;
  /** Whether it failed and the job went on, by `continue-on-error`. */
  readonly continued: boolean;
  /** Milliseconds since the run began. */
  readonly startMs: number;
  readonly endMs: number;
  readonly lines: readonly string[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly annotations: readonly StepAnnotation[];
  /** The Markdown that it added to the job's summary. */
  readonly summary: string;
}

/** A job, or one leg of a job with a matrix. */
export interface JobRecord {
  /** The id in its workflow file. */
  readonly id: string;
  /** The id of the job that called its workflow; absent in the file that was run. */
  readonly caller?: string;
  /** As a reader tells it from others: `build (ppc64le, 24.04)`. */
  readonly name: string;
  /** The values of the leg; absent where there is no matrix. */
  readonly matrix?: Readonly<Record<string, unknown>>;
  readonly result: JobResult;
  /** Milliseconds since the run began. */
  readonly startMs: number;
  readonly endMs: number;
  readonly steps: readonly StepRecord[];
  /** Succeeded in an earlier attempt, and was not run again in this one. */
  readonly kept: boolean;
  /** What the executor itself said against the job; where no step failed, this is why. */
  readonly errors?: readonly string[];
}

/** One attempt of a run. */
export interface WorkflowResult {
  readonly runId: number;
  readonly attempt: number;
  /** `killed`: by the caller's signal; `timed-out`: by the time it was given. */
  readonly ending: 'completed' | 'killed' | 'timed-out';
  /** As GitHub would show it: a failure when any job failed. `killed` runs have none. */
  readonly conclusion: 'success' | 'failure' | 'none';
  /** In the order in which they began; those that were never reached come last. */
  readonly jobs: readonly JobRecord[];
  readonly durationMs: number;
  /** The commit that the run is of. */
  readonly sha: string;
}

/** What `needs.<id>.result` says: a job failed when one of its legs did. */
export function jobResult({ jobs }: Pick<WorkflowResult, 'jobs'>, id: string): JobResult | undefined {
  const results = jobs.filter((job) => job.id === id).map(({ result }) => result);
  const order: readonly JobResult[] = ['unfinished', 'unknown', 'failure', 'success', 'skipped'];
  return order.find((result) => results.includes(result));
}

/** The last value that a step of the job gave to an output. */
export function stepOutput(
  { jobs }: Pick<WorkflowResult, 'jobs'>,
  { job, step, output }: { readonly job: string; readonly step: string; readonly output: string },
): string | undefined {
  return jobs
    .filter(({ id }) => id === job)
    .flatMap(({ steps }) => steps)
    .findLast(({ id, outputs }) => id === step && Object.hasOwn(outputs, output))?.outputs[output];
}

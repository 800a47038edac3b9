import type { StandInCall } from '../machine/index.ts';

/** How a step ended; `failure` in spite of `continue-on-error` is told by {@link StepRecord.continued}. */
export type StepResult = 'success' | 'failure' | 'unfinished';

/**
 * How a job or a leg ended, from evidence only. `success`, `failure`: the engine reported its end.
 * `unfinished`: it began, and no end of it was reported. `skipped`: the engine reported that, `because` is
 * its reason. `not-seen`: the engine reported nothing; no expectation can be met by it.
 */
export type JobOutcome =
  | { readonly result: 'success' | 'failure' | 'unfinished' }
  | { readonly result: 'skipped' | 'not-seen'; readonly because: string };

/** The word for a {@link JobOutcome}. */
export type JobResult = JobOutcome['result'];

/** What a scenario can expect of a job. */
export type ExpectedJobResult = Exclude<JobResult, 'not-seen'>;

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
export type JobRecord = JobFacts & JobOutcome;

/** Everything about a job but how it ended. */
export interface JobFacts {
  /** The id in its workflow file. */
  readonly id: string;
  /** The id of the job that called its workflow; absent in the file that was run. */
  readonly caller?: string;
  /** As a reader tells it from others: `build (ppc64le, 24.04)`. */
  readonly name: string;
  /** The values of the leg; absent where there is no matrix. */
  readonly matrix?: Readonly<Record<string, unknown>>;
  /** Labels of `runs-on` that this machine does not have and played anyway; absent where there is none. */
  readonly playedFor?: readonly string[];
  /** Milliseconds since the run began. */
  readonly startMs: number;
  readonly endMs: number;
  readonly steps: readonly StepRecord[];
  /** Succeeded in an earlier attempt, and was not run again in this one. */
  readonly kept: boolean;
  /** What the executor itself said against the job; where no step failed, this is why. */
  readonly errors?: readonly string[];
}

/**
 * How a run ended. Only a `completed` one has the conclusion that GitHub would show: `failure` when any job
 * failed, `skipped` when every job was; `not-seen` when no job failed and one was not seen. `killed`: by the
 * caller's signal; `timed-out`: by the time it was given; `engine-failed`: the engine died, or its report
 * has a hole, so nothing is proved by this run.
 */
export type RunEnding =
  | { readonly ending: 'completed'; readonly conclusion: 'success' | 'failure' | 'skipped' | 'not-seen' }
  | { readonly ending: 'killed' | 'timed-out'; readonly conclusion: 'none' }
  | { readonly ending: 'engine-failed'; readonly conclusion: 'none'; readonly because: string };

/** What a scenario can expect of a run. */
export type ExpectedConclusion = Exclude<RunEnding['conclusion'], 'not-seen'>;

/** One attempt of a run. */
export type WorkflowResult = RunFacts & RunEnding;

/** Everything about an attempt but how it ended. */
export interface RunFacts {
  readonly runId: number;
  readonly attempt: number;
  /** In the order in which they began; those that were never reached come last. */
  readonly jobs: readonly JobRecord[];
  readonly durationMs: number;
  /** The commit that the run is of. */
  readonly sha: string;
  /** Calls of programs that change a machine, which stand-ins took; nothing was done. */
  readonly standInCalls?: readonly StandInCall[];
}

/** What `needs.<id>.result` says: a job failed when one of its legs did. */
export function jobResult({ jobs }: Pick<WorkflowResult, 'jobs'>, id: string): JobResult | undefined {
  const results = jobs.filter((job) => job.id === id).map(({ result }) => result);
  const order: readonly JobResult[] = ['unfinished', 'not-seen', 'failure', 'success', 'skipped'];
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

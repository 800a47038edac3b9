import type { JobFacts, JobRecord, RunEnding, WorkflowResult } from './record.ts';
import type { Scratch } from './scratch.ts';
import type { WorkflowFile } from './workflow-file.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** How the engine ended, as far as its process says. */
export type EngineEnd =
  | { readonly kind: 'completed' | 'killed' | 'timed-out' }
  | { readonly kind: 'engine-failed'; readonly because: string };

/** What is known when act has ended. */
export interface Ended {
  readonly run: Pick<WorkflowRun, 'runId'>;
  readonly scratch: Pick<Scratch, 'main' | 'called' | 'kept' | 'sha'>;
  readonly attempt: number;
  readonly end: EngineEnd;
  /** What act reported. */
  readonly jobs: readonly JobRecord[];
  readonly durationMs: number;
}

/** The whole run, with the jobs of which act says nothing and those that an earlier attempt did. */
export function resultOf({ run, scratch, attempt, end, jobs, durationMs }: Ended): WorkflowResult {
  const { main, called, kept, sha } = scratch;
  const isKept = (job: JobRecord) =>
    job.matrix === undefined && kept.some(({ id, caller }) => id === job.id && caller === job.caller);
  const isCall = (job: JobRecord) => job.caller === undefined && called.has(job.id);
  const calls = jobs.filter(isCall);
  const seen = [...kept, ...jobs.filter((job) => !isKept(job) && !isCall(job))];
  const absent = [
    ...absentOf(main, undefined, seen).map((job) => notSeen(job, 'the engine did not report it')),
    ...[...called].flatMap(([caller, workflow]) =>
      absentOf(workflow, caller, seen).map((job) => behindCall(job, caller, calls)),
    ),
  ];
  const all = [...seen, ...absent];
  return { runId: run.runId, attempt, ...endingOf(end, all), jobs: all, durationMs, sha };
}

/** A job of a called workflow is skipped when its call is; all legs of the call must be. */
function behindCall(job: JobFacts, caller: string, calls: readonly JobRecord[]): JobRecord {
  const legs = calls.filter(({ id }) => id === caller);
  const areSkipped = legs.length > 0 && legs.every(({ result }) => result === 'skipped');
  return areSkipped
    ? { ...job, result: 'skipped', because: `the job ${caller}, which calls its workflow, was skipped` }
    : notSeen(job, `the engine did not report it, nor that its call ${caller} was skipped`);
}

function notSeen(job: JobFacts, because: string): JobRecord {
  return { ...job, result: 'not-seen', because };
}

function absentOf(
  workflow: WorkflowFile,
  caller: string | undefined,
  seen: readonly JobRecord[],
): readonly JobFacts[] {
  return workflow.jobs
    .filter(
      ({ id, calls }) => calls === undefined && !seen.some((job) => job.id === id && job.caller === caller),
    )
    .map(({ id }) => ({
      id,
      ...(caller === undefined ? {} : { caller }),
      name: id,
      startMs: 0,
      endMs: 0,
      steps: [],
      kept: false,
    }));
}

function endingOf(end: EngineEnd, jobs: readonly JobRecord[]): RunEnding {
  switch (end.kind) {
    case 'completed':
      return { ending: 'completed', conclusion: conclusionOf(jobs) };
    case 'killed':
    case 'timed-out':
      return { ending: end.kind, conclusion: 'none' };
    case 'engine-failed':
      return { ending: 'engine-failed', conclusion: 'none', because: end.because };
    default:
      return end satisfies never;
  }
}

function conclusionOf(jobs: readonly JobRecord[]): Extract<RunEnding, { ending: 'completed' }>['conclusion'] {
  const has = (...results: readonly JobRecord['result'][]) =>
    jobs.some(({ result }) => results.includes(result));
  if (has('failure', 'unfinished')) return 'failure';
  if (jobs.length === 0 || has('not-seen')) return 'not-seen';
  return has('success') ? 'success' : 'skipped';
}

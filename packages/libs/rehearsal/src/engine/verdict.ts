import type { JobRecord, WorkflowResult } from './record.ts';
import type { Scratch } from './scratch.ts';
import type { WorkflowFile } from './workflow-file.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** What is known when act has ended. */
export interface Ended {
  readonly run: Pick<WorkflowRun, 'runId'>;
  readonly scratch: Pick<Scratch, 'main' | 'called' | 'kept' | 'sha'>;
  readonly attempt: number;
  readonly ending: WorkflowResult['ending'];
  /** What act ran. */
  readonly jobs: readonly JobRecord[];
  readonly durationMs: number;
}

/** The whole run, with the jobs of which act says nothing and those that an earlier attempt did. */
export function resultOf({ run, scratch, attempt, ending, jobs, durationMs }: Ended): WorkflowResult {
  const { main, called, kept, sha } = scratch;
  const isKept = (job: JobRecord) =>
    job.matrix === undefined && kept.some(({ id, caller }) => id === job.id && caller === job.caller);
  const played = jobs.filter((job) => !isKept(job));
  const seen = [...kept, ...played];
  const callFailed = played.some(({ caller, result }) => caller !== undefined && result === 'failure');
  const absent = [
    ...absentOf(main, undefined, seen).map((job) => ({ job, known: ending === 'completed' && !callFailed })),
    ...[...called].flatMap(([caller, workflow]) =>
      absentOf(workflow, caller, seen).map((job) => ({ job, known: ending === 'completed' })),
    ),
  ];
  const all = [
    ...seen,
    ...absent.map(({ job, known }): JobRecord => ({ ...job, result: known ? 'skipped' : 'unknown' })),
  ];
  return {
    runId: run.runId,
    attempt,
    ending,
    conclusion: conclusionOf(ending, all),
    jobs: all,
    durationMs,
    sha,
  };
}

function absentOf(workflow: WorkflowFile, caller: string | undefined, seen: readonly JobRecord[]) {
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

function conclusionOf(
  ending: WorkflowResult['ending'],
  jobs: readonly JobRecord[],
): WorkflowResult['conclusion'] {
  if (ending !== 'completed') return 'none';
  return jobs.some(({ result }) => result === 'failure' || result === 'unfinished') ? 'failure' : 'success';
}

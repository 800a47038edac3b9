import type { BuiltActionResult, JobRecord, StepRecord, WorkflowRun } from '@gatehouse/rehearsal';

/** A step with the id by which its outputs are asked for. */
export interface PlayedStep {
  readonly id: string;
  readonly played: BuiltActionResult;
}

/** The jobs of a run that is played action by action, and those that listen to it. */
export class JobBook {
  readonly #began = performance.now();
  readonly #ended: JobRecord[] = [];
  readonly #onJob: WorkflowRun['onJob'];

  constructor({ onJob }: Pick<WorkflowRun, 'onJob'>) {
    this.#onJob = onJob;
  }

  /** Begins a job, or a leg; what it gives ends it. */
  begin(about: Pick<JobRecord, 'id' | 'name' | 'matrix'>): (steps: readonly PlayedStep[]) => void {
    const startMs = this.durationMs();
    const job = { ...about, startMs, endMs: startMs, steps: [], kept: false };
    this.#onJob?.({ ...job, result: 'unfinished' });
    return (steps) => {
      const failed = steps.some(({ played }) => played.exitCode !== 0);
      const record: JobRecord = {
        ...job,
        result: failed ? 'failure' : 'success',
        endMs: this.durationMs(),
        steps: steps.map((step) => stepRecord(step, startMs)),
      };
      this.#ended.push(record);
      this.#onJob?.(record);
    };
  }

  jobs(): readonly JobRecord[] {
    return this.#ended;
  }

  durationMs(): number {
    return performance.now() - this.#began;
  }
}

function stepRecord({ id, played }: PlayedStep, startMs: number): StepRecord {
  const { exitCode, log, outputs, annotations, summary, durationMs } = played;
  return {
    id,
    name: id,
    result: exitCode === 0 ? 'success' : 'failure',
    continued: false,
    startMs,
    endMs: startMs + durationMs,
    lines: log.split('\n'),
    outputs,
    annotations,
    summary,
  };
}

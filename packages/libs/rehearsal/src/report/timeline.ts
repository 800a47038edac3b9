import type { JobResult } from '../engine/record.ts';
import type { ScenarioRecord } from '../scenario/record.ts';

/** A job or a leg as a bar in the picture of a run; times are milliseconds since the scenario began. */
export interface Bar {
  readonly name: string;
  readonly result: JobResult;
  /** Whether it succeeded in an earlier attempt, and so has no time of its own. */
  readonly kept: boolean;
  readonly startMs: number;
  readonly endMs: number;
  readonly steps: readonly {
    readonly name: string;
    readonly result: string;
    readonly startMs: number;
    readonly endMs: number;
  }[];
}

/** One attempt of a run, with its jobs in the order in which they began. */
export interface Lane {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** When each of its artifacts was begun. */
  readonly artifacts: readonly { readonly name: string; readonly atMs: number }[];
}

/** Lays the runs of a scenario out on one scale of time. */
export function timeline(record: ScenarioRecord): readonly Lane[] {
  return record.runs.map(({ name, startMs, result }) => {
    const { runId, attempt, conclusion, ending } = result;
    const how = ending === 'completed' ? conclusion : ending;
    const own = record.artifacts.filter((one) => one.run === String(runId) && one.attempt === attempt);
    return {
      title: `${name} · run ${runId}, attempt ${attempt} · ${how}`,
      artifacts: own.map((artifact) => ({ name: artifact.name, atMs: artifact.atMs })),
      bars: result.jobs.map((job) => ({
        name: job.name,
        result: job.result,
        kept: job.kept,
        startMs: startMs + job.startMs,
        endMs: startMs + job.endMs,
        steps: (job.kept ? [] : job.steps).map((step) => ({
          name: step.name,
          result: step.continued ? 'continued' : step.result,
          startMs: startMs + step.startMs,
          endMs: startMs + step.endMs,
        })),
      })),
    };
  });
}

/** Whether a bar has a length; what was skipped or kept has none. */
export function hasTime({ kept, result }: Pick<Bar, 'kept' | 'result'>): boolean {
  return !kept && result !== 'skipped' && result !== 'unknown';
}

/** `340 ms`, `2.4 s`, `1 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.round((ms % 60_000) / 1000)} s`;
}

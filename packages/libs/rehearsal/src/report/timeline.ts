import type { JobRecord, JobResult, WorkflowResult } from '../engine/record.ts';
import type { ScenarioRecord } from '../scenario/record.ts';

/** A piece of time in the picture of a run; milliseconds since the scenario began. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** A job or a leg as a bar in the picture of a run. */
export interface Bar extends Span {
  readonly name: string;
  readonly result: JobResult;
  /** Whether it succeeded in an earlier attempt, and so has no time of its own. */
  readonly kept: boolean;
  readonly steps: readonly BarStep[];
}

export interface BarStep extends Span {
  readonly name: string;
  readonly result: JobResult;
  readonly continued: boolean;
}

/** One attempt of a run, with its jobs in the order in which they began. */
export interface Lane {
  readonly name: string;
  readonly runId: number;
  readonly attempt: number;
  /** The conclusion, or how the run was ended before it had one. */
  readonly ending: string;
  readonly bars: readonly Bar[];
  /** When each of its artifacts was begun; bytes where it was finished. */
  readonly artifacts: readonly { readonly name: string; readonly atMs: number; readonly size?: number }[];
}

/** Lays the runs of a scenario out on one scale of time. */
export function timeline(record: ScenarioRecord): readonly Lane[] {
  return record.runs.map(({ name, startMs, result }) => {
    const { runId, attempt } = result;
    return {
      name,
      runId,
      attempt,
      ending: endingOf(result),
      artifacts: record.artifacts.filter((one) => one.run === String(runId) && one.attempt === attempt),
      bars: result.jobs.map((job) => ({
        name: shownName(job),
        result: job.result,
        kept: job.kept,
        startMs: startMs + job.startMs,
        endMs: startMs + job.endMs,
        steps: (job.kept ? [] : job.steps).map((step) => ({
          name: step.name,
          result: step.result,
          continued: step.continued,
          startMs: startMs + step.startMs,
          endMs: startMs + step.endMs,
        })),
      })),
    };
  });
}

/** The name of a job, marked where this machine played it in the place of another. */
export function shownName({ name, playedFor }: Pick<JobRecord, 'name' | 'playedFor'>): string {
  return playedFor === undefined ? name : `${name} [here, not on ${shownLabels(playedFor)}]`;
}

/** Labels on one line, whatever an expression made of them. */
export function shownLabels(labels: readonly string[]): string {
  return labels.map((label) => label.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')).join(' and ');
}

function endingOf({ ending, conclusion }: WorkflowResult): string {
  switch (ending) {
    case 'completed':
      return conclusion === 'not-seen' ? 'not seen to its end' : conclusion;
    case 'killed':
      return 'switched off';
    case 'timed-out':
      return 'out of time';
    case 'engine-failed':
      return 'the engine failed';
    default:
      return ending satisfies never;
  }
}

/** Whether a bar has a length; what was skipped or kept has none. */
export function hasTime({ kept, result }: Pick<Bar, 'kept' | 'result'>): boolean {
  return !kept && result !== 'skipped' && result !== 'not-seen';
}

/** `340 ms`, `2.4 s`, `1 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return seconds(ms);
  const whole = Math.round(ms / 1000);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** `0.3 s`, `65.3 s`: a column of them is read at a glance. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** A round number of milliseconds, at most `count` of which fit into `durationMs`. */
export function tick(durationMs: number, count: number): number {
  const rough = Math.max(1, durationMs / count);
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? power;
}

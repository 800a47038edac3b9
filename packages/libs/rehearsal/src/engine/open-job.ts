import type { EventOrigin } from './act-event.ts';
import { nameOf } from './job-name.ts';
import type { JobOutcome, JobRecord, StepAnnotation, StepRecord, StepResult } from './record.ts';

/** A step while it is recorded; milliseconds since the run began. */
export interface OpenStep {
  readonly id: string;
  readonly name: string;
  readonly startMs: number;
  endMs: number | undefined;
  result: StepResult;
  continued: boolean;
  readonly lines: string[];
  readonly outputs: Record<string, string>;
  readonly annotations: StepAnnotation[];
  summary: string;
}

/** A job or a leg while it is recorded. */
export interface OpenJob {
  readonly origin: EventOrigin;
  readonly startMs: number;
  endMs: number | undefined;
  failed: boolean;
  skipped: string | undefined;
  playedFor: readonly string[];
  readonly errors: string[];
  readonly steps: Map<string, OpenStep>;
}

/** A job of which nothing but its beginning is known. */
export function openJob(origin: EventOrigin, startMs: number): OpenJob {
  const unknown = { endMs: undefined, failed: false, skipped: undefined, playedFor: [] };
  return { origin, startMs, ...unknown, errors: [], steps: new Map() };
}

/** A step of which nothing but its beginning is known. */
export function openStep(id: string, name: string, startMs: number): OpenStep {
  const nothing = { lines: [], outputs: {}, annotations: [], summary: '' };
  return { id, name, startMs, endMs: undefined, result: 'unfinished', continued: false, ...nothing };
}

/** What is known of a job `now`: it is skipped only where the engine said so and nothing of it ran. */
export function recordOf(
  { origin, startMs, endMs, failed, skipped, playedFor, errors, steps }: OpenJob,
  now: number,
  caller: string | undefined,
): JobRecord {
  const hasMatrix = Object.keys(origin.matrix).length > 0;
  const ended: JobOutcome = { result: endMs === undefined ? 'unfinished' : failed ? 'failure' : 'success' };
  const isSkipped = skipped !== undefined && endMs === undefined && steps.size === 0;
  const outcome: JobOutcome = isSkipped ? { result: 'skipped', because: skipped } : ended;
  return {
    id: origin.jobId,
    ...(caller === undefined ? {} : { caller }),
    name: nameOf(origin),
    ...(hasMatrix ? { matrix: origin.matrix } : {}),
    ...outcome,
    ...(playedFor.length > 0 ? { playedFor } : {}),
    startMs,
    endMs: endMs ?? (isSkipped ? startMs : now),
    steps: [...steps]
      .filter(([key, step]) => key.startsWith('Main ') || step.result === 'failure')
      .map(([, step]): StepRecord => ({ ...step, endMs: step.endMs ?? endMs ?? now })),
    kept: false,
    ...(errors.length > 0 ? { errors } : {}),
  };
}

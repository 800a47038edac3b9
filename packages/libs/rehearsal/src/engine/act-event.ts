import type { StepAnnotation, StepResult } from './record.ts';

/** Which job, or leg of one, an event belongs to. */
export interface EventOrigin {
  /** The id in its workflow file. */
  readonly jobId: string;
  /** Unique within a run: `caller job/workflow/job-2`, as act makes it. */
  readonly path: string;
  readonly matrix: Readonly<Record<string, unknown>>;
}

/** The step of an event. */
export interface EventStep {
  readonly id: string;
  readonly name: string;
  readonly stage: 'Pre' | 'Main' | 'Post';
}

/** What act tells, read and typed; secrets are masked in every text. */
export type ActEvent =
  | ({ readonly origin: EventOrigin } & (
      | { readonly kind: 'job-began' | 'job-ended' }
      | { readonly kind: 'step-began'; readonly step: EventStep }
      | {
          readonly kind: 'step-ended';
          readonly step: EventStep;
          readonly result: Exclude<StepResult, 'unfinished'>;
          readonly durationMs: number;
        }
      /** The step failed, and `continue-on-error` lets the job go on. */
      | { readonly kind: 'step-continued'; readonly step: EventStep }
      | { readonly kind: 'line'; readonly step: EventStep; readonly text: string }
      | { readonly kind: 'output'; readonly step: EventStep; readonly name: string; readonly value: string }
      | { readonly kind: 'annotation'; readonly step: EventStep; readonly annotation: StepAnnotation }
      | { readonly kind: 'summary'; readonly step: EventStep; readonly markdown: string }
      /** Fails the job: a step's exit code, an expression that cannot be read, an action that is not there. */
      | { readonly kind: 'job-error'; readonly text: string }
      /** The job's `if` was false, or what it needs did not succeed. */
      | { readonly kind: 'job-skipped'; readonly because: string }
      /** What an expression of the engine's own copy came to, as JSON. */
      | { readonly kind: 'evaluated'; readonly expression: string; readonly json: string }
      /** No machine answers to the label, so the job is not run. */
      | { readonly kind: 'no-runner'; readonly label: string }
    ))
  /** Of no job: act itself speaks. `fatal`: it ends there, whatever has run. */
  | { readonly kind: 'executor'; readonly level: 'fatal' | 'error' | 'warning'; readonly text: string }
  /** The beginning of an entry whose end is missing. */
  | { readonly kind: 'cut-off'; readonly text: string };

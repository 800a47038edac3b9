import type { ActEvent, EventOrigin, EventStep } from './act-event.ts';
import { type OpenJob, type OpenStep, openJob, openStep, recordOf } from './open-job.ts';
import type { JobRecord } from './record.ts';

/** What the events do not say by themselves. */
export interface RecorderOptions {
  /** Milliseconds since the run began. */
  readonly clock: () => number;
  /** The calling job of an event's workflow. */
  readonly callerOf: (origin: EventOrigin) => string | undefined;
  /** Told when a job begins and ends. */
  readonly onJob?: ((job: JobRecord) => void) | undefined;
}

/**
 * Gathers the events of a run into its jobs. A leg is judged by its own steps: act calls every leg failed
 * that ends after a failed one, and leaves the time at whole seconds.
 */
export class Recorder {
  readonly #jobs = new Map<string, OpenJob>();
  readonly #options: RecorderOptions;

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  add(event: ActEvent): void {
    if (event.kind === 'executor' || event.kind === 'cut-off' || event.kind === 'evaluated') return;
    const job = this.#jobOf(event.origin);
    switch (event.kind) {
      case 'job-began':
        this.#options.onJob?.(this.#record(job));
        break;
      case 'job-ended':
        job.endMs = this.#options.clock();
        this.#options.onJob?.(this.#record(job));
        break;
      case 'job-error':
        job.failed = true;
        job.errors.push(event.text.trim());
        break;
      case 'job-skipped':
        job.skipped = event.because;
        break;
      case 'no-runner':
        this.#jobs.delete(event.origin.path);
        break;
      default:
        this.#addToStep(job, event, this.#stepOf(job, event.step));
    }
  }

  /** Fails the job for a reason that the engine does not report as one, and ends it. */
  fail(origin: EventOrigin, reason: string): void {
    const job = this.#jobOf(origin);
    job.failed = true;
    job.errors.push(reason);
    job.endMs ??= this.#options.clock();
    this.#options.onJob?.(this.#record(job));
  }

  /** Notes for which labels this machine plays the job, though it does not have them. */
  playFor(origin: EventOrigin, labels: readonly string[]): void {
    this.#jobOf(origin).playedFor = labels;
  }

  /** The jobs so far, in the order in which they began. */
  jobs(): readonly JobRecord[] {
    return [...this.#jobs.values()].map((job) => this.#record(job));
  }

  #addToStep(job: OpenJob, event: Extract<ActEvent, { step: EventStep }>, step: OpenStep): void {
    switch (event.kind) {
      case 'step-began':
        break;
      case 'step-continued':
        step.continued = true;
        break;
      case 'step-ended':
        step.endMs = step.startMs + event.durationMs;
        step.result = event.result;
        if (event.result === 'failure' && !step.continued) job.failed = true;
        break;
      case 'line':
        step.lines.push(event.text);
        break;
      case 'output':
        step.outputs[event.name] = event.value;
        break;
      case 'annotation':
        step.annotations.push(event.annotation);
        step.lines.push(...`${event.annotation.level}: ${event.annotation.message}`.split('\n'));
        break;
      case 'summary':
        step.summary += event.markdown;
        break;
      default:
        event satisfies never;
    }
  }

  #jobOf(origin: EventOrigin): OpenJob {
    const known = this.#jobs.get(origin.path);
    if (known !== undefined) return known;
    const job = openJob(origin, this.#options.clock());
    this.#jobs.set(origin.path, job);
    return job;
  }

  #stepOf(job: OpenJob, { id, name, stage }: EventStep): OpenStep {
    const key = `${stage} ${id}`;
    const known = job.steps.get(key);
    if (known !== undefined) return known;
    const step = openStep(id, stage === 'Main' ? name : `${stage} ${name}`, this.#options.clock());
    job.steps.set(key, step);
    return step;
  }

  #record(job: OpenJob): JobRecord {
    const { clock, callerOf } = this.#options;
    return recordOf(job, clock(), callerOf(job.origin));
  }
}

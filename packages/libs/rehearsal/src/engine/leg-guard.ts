import type { ActEvent, EventOrigin } from './act-event.ts';
import { matrixComplaint } from './complaint.ts';
import { runnerOf } from './own-runner.ts';
import type { Recorder } from './recorder.ts';
import type { Scratch } from './scratch.ts';
import type { WorkflowJob } from './workflow-file.ts';
import type { WorkflowRun } from './workflow-run.ts';

/** What the guard can reach. */
export interface GuardDeps {
  readonly recorder: Pick<Recorder, 'fail' | 'playFor'>;
  /** The id of the job that calls the workflow of an event. */
  readonly caller: (origin: EventOrigin) => string | undefined;
  /** Ends the engine, since what it does from here on would not be so on GitHub. */
  readonly stop: () => void;
}

/** Looks at every leg that begins: at its matrix, which act may have lost, and at the labels it wants. */
export class LegGuard {
  readonly #run: WorkflowRun;
  readonly #scratch: Pick<Scratch, 'main' | 'called' | 'kept'>;
  readonly #deps: GuardDeps;
  readonly #matrices: string[] = [];
  /** What act told of the labels that only it knows. */
  readonly #told = new Map<string, string>();
  #skippedMatrices = 0;
  #broken: EventOrigin | undefined;
  /** Why this machine plays a leg not, for each. */
  readonly refused: string[] = [];
  /** The labels that were refused. */
  readonly labels: string[] = [];

  constructor(run: WorkflowRun, scratch: Pick<Scratch, 'main' | 'called' | 'kept'>, deps: GuardDeps) {
    this.#run = run;
    this.#scratch = scratch;
    this.#deps = deps;
  }

  /** Why the run proves nothing; `undefined` where no matrix was lost. */
  get broken(): string | undefined {
    if (this.#broken !== undefined) {
      return `the matrix of the job ${this.#broken.jobId} cannot be expanded: ${this.#why()}`;
    }
    if (this.#matrices.length <= this.#skippedMatrices) return undefined;
    return `a matrix cannot be evaluated: ${this.#matrices.join('; ')}`;
  }

  see(event: ActEvent): void {
    switch (event.kind) {
      case 'executor': {
        const complaint = matrixComplaint(event.text);
        if (complaint === undefined) return;
        this.#matrices.push(complaint);
        // act's errors come by another stream than its jobs, and so may come behind them.
        if (this.#broken !== undefined) this.#deps.recorder.fail(this.#broken, complaint);
        return;
      }
      case 'no-runner':
        this.#refuse(`the job ${event.origin.jobId} runs on ${event.label}`, [event.label]);
        return;
      case 'job-skipped':
        if (this.#jobOf(event.origin)?.hasMatrix && isBare(event.origin)) this.#skippedMatrices += 1;
        return;
      case 'evaluated':
        this.#told.set(this.#keyOf(event.origin, event.expression), event.json);
        return;
      case 'job-began':
        this.#seeLeg(event.origin);
        return;
      default:
    }
  }

  #seeLeg(origin: EventOrigin): void {
    const job = this.#jobOf(origin);
    if (job === undefined || this.#isKept(origin)) return;
    if (job.hasMatrix && isBare(origin)) {
      this.#broken = origin;
      this.#deps.recorder.fail(origin, `Its matrix cannot be expanded: ${this.#why()}`);
      this.#deps.stop();
      return;
    }
    const runner = runnerOf(job, origin.matrix, this.#run, (expression) =>
      this.#told.get(this.#keyOf(origin, expression)),
    );
    if (runner.kind === 'refused') this.#refuse(runner.because, runner.labels);
    else this.#deps.recorder.playFor(origin, runner.instead);
  }

  #why(): string {
    return this.#matrices.at(-1) ?? 'it has no leg';
  }

  #refuse(because: string, labels: readonly string[]): void {
    this.labels.push(...labels);
    this.refused.push(because);
    this.#deps.stop();
  }

  /** One for all legs of a job in one call of its workflow, since act may say it of one of them only. */
  #keyOf(origin: EventOrigin, expression: string): string {
    const caller = this.#deps.caller(origin);
    const called = caller === undefined ? undefined : this.#scratch.called.get(caller);
    const [call] = called === undefined ? [] : origin.path.split(`/${called.name}/`);
    return JSON.stringify([call, origin.jobId, expression]);
  }

  #jobOf(origin: EventOrigin): WorkflowJob | undefined {
    const { main, called } = this.#scratch;
    const caller = this.#deps.caller(origin);
    const workflow = caller === undefined ? main : called.get(caller);
    return workflow?.jobs.find(({ id }) => id === origin.jobId);
  }

  /** What a further attempt does not run again only hands on its outputs, without a matrix. */
  #isKept(origin: EventOrigin): boolean {
    const caller = this.#deps.caller(origin);
    return (
      isBare(origin) && this.#scratch.kept.some((job) => job.id === origin.jobId && job.caller === caller)
    );
  }
}

function isBare({ matrix }: EventOrigin): boolean {
  return Object.keys(matrix).length === 0;
}

import type { StandInCall } from '../machine/index.ts';
import type { ActEvent, EventOrigin, EventStep } from './act-event.ts';
import type { StepAnnotation } from './record.ts';

/** One line of `act --json`, as far as it is read (pkg/runner/logger.go of act 0.2.89). */
interface ActEntry {
  readonly level?: string;
  readonly msg?: string;
  readonly job?: string;
  readonly jobID?: string;
  readonly matrix?: Readonly<Record<string, unknown>> | null;
  readonly step?: string;
  readonly stepID?: readonly string[];
  readonly stage?: string;
  readonly stepResult?: string;
  readonly jobResult?: string;
  readonly executionTime?: number;
  readonly raw_output?: boolean;
  readonly command?: string;
  readonly name?: string;
  readonly arg?: string;
  readonly content?: string;
}

/** Shorter secrets would mask the whole log; a runner masks them too, and so do we from this length on. */
const SHORTEST_SECRET = 3;

/** act formats the value with Go's `%t`, which says so of every text. */
const EVALUATED = /^expression '\$\{\{ (toJSON\(.*\)) \}\}' evaluated to '%!t\(string=(.*)\)'$/s;

/**
 * Reads what act writes, line by line. act masks the secrets in its messages only, and not in outputs,
 * summaries and annotations; here they are masked everywhere.
 */
export class ActLog {
  readonly #secrets: Set<string>;

  constructor(secrets: Iterable<string>) {
    this.#secrets = new Set([...secrets].filter(({ length }) => length >= SHORTEST_SECRET));
  }

  /** The event in `line`; `undefined` for what nobody needs to know. */
  read(line: string): ActEvent | undefined {
    const entry = parse(line);
    if (entry === undefined) {
      const text = this.#mask(line);
      if (line.trim() === '') return undefined;
      return line.startsWith('{') ? { kind: 'cut-off', text } : { kind: 'executor', level: 'error', text };
    }
    const { jobID: jobId, job, level, msg = '' } = entry;
    if (level === 'fatal' || level === 'panic') {
      return { kind: 'executor', level: 'fatal', text: this.#mask(msg) };
    }
    // Only act's debug log tells that a job was skipped and what its labels are; nothing else of it is read.
    if (level === 'debug' && entry.jobResult !== 'skipped') return this.#evaluated(entry);
    if (jobId === undefined || job === undefined) {
      return level === 'error' || level === 'warning'
        ? { kind: 'executor', level, text: this.#mask(msg) }
        : undefined;
    }
    const origin = { jobId, path: job.trim(), matrix: entry.matrix ?? {} };
    return entry.stage === undefined ? this.#ofJob(entry, origin) : this.#ofStep(entry, origin);
  }

  #evaluated({ jobID: jobId, job, matrix, stage, msg = '' }: ActEntry): ActEvent | undefined {
    const [, expression, json] = EVALUATED.exec(msg) ?? [];
    if (jobId === undefined || job === undefined || stage !== undefined) return undefined;
    if (expression === undefined || json === undefined) return undefined;
    const origin = { jobId, path: job.trim(), matrix: matrix ?? {} };
    return { kind: 'evaluated', origin, expression, json };
  }

  #ofJob({ jobResult, level, msg = '', step }: ActEntry, origin: EventOrigin): ActEvent | undefined {
    if (jobResult === 'skipped') {
      return { kind: 'job-skipped', origin, because: this.#mask(reasonOf(msg)) };
    }
    if (jobResult !== undefined) return { kind: 'job-ended', origin };
    if (step === 'Set up job' && / Run Set up job$/.test(msg)) return { kind: 'job-began', origin };
    const [, label] = /Skipping unsupported platform .*`-P (.*?)=/.exec(msg) ?? [];
    if (label !== undefined) return { kind: 'no-runner', origin, label };
    return level === 'error' ? { kind: 'job-error', origin, text: this.#mask(msg) } : undefined;
  }

  #ofStep(entry: ActEntry, origin: EventOrigin): ActEvent | undefined {
    const { msg = '', stepResult, stepID = [], level } = entry;
    const step = this.#stepOf(entry);
    if (entry.raw_output) {
      return { kind: 'line', origin, step, text: this.#mask(msg.replace(/\r?\n$/, '')) };
    }
    if (entry.command !== undefined) return this.#command(entry, origin, step);
    // A composite action has steps of its own; only the step that uses it counts.
    if (stepID.length === 1) {
      if (stepResult === 'success' || stepResult === 'failure') {
        const durationMs = (entry.executionTime ?? 0) / 1e6;
        return { kind: 'step-ended', origin, step, result: stepResult, durationMs };
      }
      if (msg === 'Failed but continue next step') return { kind: 'step-continued', origin, step };
      if (msg.startsWith(`\u2B50 Run ${step.stage} `)) return { kind: 'step-began', origin, step };
    }
    return level === 'error' ? { kind: 'job-error', origin, text: this.#mask(msg) } : undefined;
  }

  #command(
    { command, name = '', arg = '', content = '' }: ActEntry,
    origin: EventOrigin,
    step: EventStep,
  ): ActEvent | undefined {
    switch (command) {
      case 'add-mask':
        // Each line of it, since a log is masked line by line.
        for (const secret of arg.split(/\r?\n/)) if (secret !== '') this.#secrets.add(secret);
        return undefined;
      case 'set-output':
        return { kind: 'output', origin, step, name, value: this.#mask(arg) };
      case 'summary':
        return { kind: 'summary', origin, step, markdown: this.#mask(content) };
      case 'error':
      case 'warning':
      case 'notice': {
        const annotation: StepAnnotation = { level: command, message: this.#mask(arg) };
        return { kind: 'annotation', origin, step, annotation };
      }
      default:
        return undefined;
    }
  }

  #stepOf({ step = '', stepID = [], stage }: ActEntry): EventStep {
    return {
      id: stepID[0] ?? '',
      name: this.#mask(step.split('\n')[0] ?? ''),
      stage: stage === 'Pre' || stage === 'Post' ? stage : 'Main',
    };
  }

  /** A call with no secret in its arguments. */
  maskAll(call: StandInCall): StandInCall {
    return { ...call, args: call.args.map((arg) => this.#mask(arg)) };
  }

  #mask(text: string): string {
    let shown = text;
    for (const secret of this.#secrets) shown = shown.replaceAll(secret, '***');
    return shown;
  }
}

/** `Skipping job 'x' due to 'condition'`. */
function reasonOf(message: string): string {
  const [, condition] = /^Skipping job '.*' due to '(.*)'$/s.exec(message) ?? [];
  return condition === undefined ? message : `its condition is false: ${condition}`;
}

function parse(line: string): ActEntry | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

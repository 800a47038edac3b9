import type { JobRecord } from '../engine/record.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { seconds } from './timeline.ts';

interface OpenJob {
  readonly name: string;
  readonly sinceMs: number;
}

/** The jobs of a scenario that have begun and not ended. */
export class OpenJobs {
  readonly #jobs = new Map<string, OpenJob>();
  readonly #acts: readonly (readonly string[])[];
  #act = 0;

  constructor({ acts = [] }: Scenario) {
    this.#acts = acts.map((plans) => plans.map(({ name }) => name));
  }

  /** Notes that a job has begun, and how it is shown; `false` where it was known. */
  begin(run: string, job: JobRecord, name: string): boolean {
    const act = this.#acts.findIndex((runs) => runs.includes(run));
    // What was killed in the act before never ends.
    if (act > this.#act) this.#jobs.clear();
    this.#act = Math.max(act, this.#act);
    const key = keyOf(run, job);
    if (this.#jobs.has(key)) return false;
    this.#jobs.set(key, { name, sinceMs: performance.now() });
    return true;
  }

  end(run: string, job: JobRecord): void {
    this.#jobs.delete(keyOf(run, job));
  }

  /** `build (a), 5.2 s; build (b), 4.0 s`. */
  told(): string {
    const now = performance.now();
    const jobs = [...this.#jobs.values()];
    if (jobs.length === 0) return 'no job is running';
    return jobs.map(({ name, sinceMs }) => `${name}, ${seconds(now - sinceMs)}`).join('; ');
  }
}

/** Two callers may have a job of the same name, and so may the legs of a job that is given one. */
function keyOf(run: string, { caller, name, matrix }: JobRecord): string {
  return JSON.stringify([run, caller, name, matrix]);
}

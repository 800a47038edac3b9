import { quote } from '@gatehouse/action-kit';
import type { Standing } from './standing.ts';

/** A job of a run. */
export interface Job {
  /** As GitHub shows it: `test (3.9)`, or `build / test` of a called workflow. */
  readonly name: string;
  /** The attempt that it ran in: a re-run of failed jobs leaves the others in the earlier one. */
  readonly attempt: number;
  readonly status: string;
  readonly conclusion: string | null;
}

/** A required job, and the jobs of the run that stand for it. */
export interface JobFinding {
  readonly wanted: string;
  readonly found: readonly Job[];
}

/** Finds the jobs that stand for each of `wanted`: by name, or by prefix for matrices and called workflows. */
export function findJobs(wanted: readonly string[], jobs: readonly Job[]): readonly JobFinding[] {
  const latest = jobs.filter(
    (job) => !jobs.some((other) => other.name === job.name && other.attempt > job.attempt),
  );
  return wanted.map((name) => ({ wanted: name, found: latest.filter((job) => standsFor(job.name, name)) }));
}

function standsFor(name: string, wanted: string): boolean {
  return name === wanted || name.startsWith(`${wanted} (`) || name.startsWith(`${wanted} / `);
}

/** Whether a required job may stand as it is: a skipped one has proved nothing. */
export function hasPassed({ conclusion }: Job): boolean {
  return conclusion === 'success';
}

/**
 * A green run with a required job missing, skipped or failed is red: `if:`, `continue-on-error` and a
 * matrix without rows leave a run green in which nothing was tested.
 */
export function judgeJobs(standing: Standing, findings: readonly JobFinding[]): Standing {
  for (const { wanted, found } of findings) {
    if (found.length === 0) {
      return red(standing, 'job-missing', `has no job ${quote(wanted)}, only the run as such succeeded`);
    }
    const bad = found.find((job) => !hasPassed(job));
    if (bad !== undefined) {
      const word = bad.conclusion ?? bad.status;
      return red(
        standing,
        `job-${word}`,
        `has the job ${quote(bad.name)} as ${quote(word)}, and it must have passed`,
      );
    }
  }
  return standing;
}

function red(standing: Standing, reason: string, said: string): Standing {
  return { ...standing, state: 'red', reason, said };
}

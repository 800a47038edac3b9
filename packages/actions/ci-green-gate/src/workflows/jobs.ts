import { quote, quoteList } from '@gatehouse/action-kit';
import type { RunStanding } from './judge.ts';

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

/** How many names of jobs a message shows. */
const MOST_NAMES = 10;

/** Finds the jobs that stand for each of `wanted`: by name, or by prefix for matrices and called workflows. */
export function findJobs(wanted: readonly string[], jobs: readonly Job[]): readonly JobFinding[] {
  const latest = latestAttempts(jobs);
  return wanted.map((name) => ({ wanted: name, found: latest.filter((job) => standsFor(job.name, name)) }));
}

/**
 * Finds the jobs that may count while their run goes on: only by their whole names and of the attempt that
 * runs. A matrix or a called workflow may still be given jobs, and a job of an earlier attempt run again.
 */
export function findEarlyJobs(
  wanted: readonly string[],
  jobs: readonly Job[],
  attempt: number,
): readonly JobFinding[] {
  const current = jobs.filter((job) => job.attempt === attempt);
  return wanted.map((name) => ({ wanted: name, found: current.filter((job) => job.name === name) }));
}

function latestAttempts(jobs: readonly Job[]): readonly Job[] {
  return jobs.filter((job) => !jobs.some((other) => other.name === job.name && other.attempt > job.attempt));
}

function standsFor(name: string, wanted: string): boolean {
  return name === wanted || name.startsWith(`${wanted} (`) || name.startsWith(`${wanted} / `);
}

/** Whether a required job may stand as it is: a skipped one has proved nothing. */
export function hasPassed({ status, conclusion }: Job): boolean {
  return status === 'completed' && conclusion === 'success';
}

/**
 * Judges a run that has ended by its jobs. The run and its jobs come from two answers: when the newest job is not of
 * the run's own attempt, one of them is out of date, and the two together prove nothing.
 */
export function judgeJobsOfAttempt(
  standing: RunStanding,
  findings: readonly JobFinding[],
  jobs: readonly Job[],
  attempt: number,
): RunStanding {
  const newest = Math.max(...jobs.map((job) => job.attempt));
  if (jobs.length === 0 || newest === attempt) return judgeJobs(standing, findings, jobs);
  const said = `is listed in attempt ${attempt}, and its jobs in attempt ${newest}: one of the lists is out of date`;
  return { ...standing, state: 'pending', reason: 'other-attempt', said };
}

/**
 * A green run with a required job missing, skipped or failed is red: `if:`, `continue-on-error` and a
 * matrix without rows leave a run green in which nothing was tested.
 */
function judgeJobs(
  standing: RunStanding,
  findings: readonly JobFinding[],
  jobs: readonly Job[],
): RunStanding {
  for (const { wanted, found } of findings) {
    if (found.length === 0) {
      const names = [...new Set(jobs.map(({ name }) => name))];
      const there = names.length === 0 ? 'it has none' : `it has ${quoteList(names, MOST_NAMES)}`;
      return red(
        standing,
        'job-missing',
        `has no job ${quote(wanted)}: ${there}; give the name that GitHub shows`,
      );
    }
    const bad = found.find((job) => !hasPassed(job));
    if (bad !== undefined) return notPassed(standing, bad);
  }
  return standing;
}

/**
 * Judges a run that goes on by its jobs: red as soon as a required one has ended otherwise, green when each
 * has passed, and until then what the run is.
 */
export function judgeEarlyJobs(standing: RunStanding, findings: readonly JobFinding[]): RunStanding {
  const bad = findings
    .flatMap(({ found }) => found)
    .find((job) => job.status === 'completed' && !hasPassed(job));
  if (bad !== undefined) return notPassed(standing, bad);
  const passed = findings.every(({ found }) => found.length > 0 && found.every(hasPassed));
  if (!passed) return standing;
  return {
    ...standing,
    state: 'green',
    reason: 'jobs-passed',
    said: `${standing.said}, and the required jobs in it have passed`,
  };
}

function notPassed(standing: RunStanding, bad: Job): RunStanding {
  const word = bad.conclusion ?? bad.status;
  return red(
    standing,
    `job-${word}`,
    `has the job ${quote(bad.name)} as ${quote(word)}, and it must have passed`,
  );
}

function red(standing: RunStanding, reason: string, said: string): RunStanding {
  return { ...standing, state: 'red', reason, said };
}

import { isJobFailureNote } from './complaint.ts';
import type { JobRecord } from './record.ts';

/** What the process of the engine and its log say when it has ended by itself. */
export interface EngineTrace {
  /** Absent when a signal ended it. */
  readonly exitCode: number | undefined;
  /** What it said before it gave up. */
  readonly fatal: readonly string[];
  /** Its other errors that belong to no job. */
  readonly complaints: readonly string[];
  /** Entries of its log without an end. */
  readonly cutOff: readonly string[];
  readonly jobs: readonly JobRecord[];
}

/**
 * Why nothing is proved by a run whose engine ended like this; `undefined` where its report is whole. act
 * ends with 1 when a job failed, which is a result; so an end with 1 needs a job that failed.
 */
export function engineFailure({
  exitCode,
  fatal,
  complaints,
  cutOff,
  jobs,
}: EngineTrace): string | undefined {
  const said = complaints.filter((text) => !isJobFailureNote(text)).slice(0, 5);
  const because = said.length === 0 ? '' : `: ${said.join('\n')}`;
  if (fatal.length > 0) return [...fatal, ...said].join('\n');
  if (exitCode === undefined) return `the engine was ended by a signal${because}`;
  if (exitCode !== 0 && exitCode !== 1) return `the engine ended with ${exitCode}${because}`;
  if (cutOff.length > 0) return `the engine's report is cut off in the middle of an entry${because}`;
  if (jobs.length === 0) return `the engine reported no job${because}`;
  const open = jobs.filter(({ result }) => result === 'unfinished').map(({ name }) => name);
  if (open.length > 0) {
    return `the engine ended, and reported no end of ${open.join(', ')}${because}`;
  }
  const failed = jobs.some(({ result }) => result === 'failure');
  return exitCode === 1 && !failed
    ? `the engine ended with 1, and reported no job that failed${because}`
    : undefined;
}

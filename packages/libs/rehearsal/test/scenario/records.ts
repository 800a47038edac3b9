import type { JobFacts, JobRecord } from '../../src/index.ts';

/** A job of a run, 2.4 s long. */
export const job = (name: string, result: JobRecord['result'], more: Partial<JobFacts> = {}): JobRecord => ({
  id: 'build',
  name,
  result,
  because: 'the test says so',
  startMs: 100,
  endMs: 2500,
  steps: [],
  kept: false,
  ...more,
});
/** A step that failed, with one line of log. */
export const step = {
  id: '0',
  name: 'Build',
  result: 'failure',
  continued: false,
  startMs: 100,
  endMs: 400,
  lines: ['no such luck'],
  outputs: {},
  annotations: [],
  summary: '',
} as const;

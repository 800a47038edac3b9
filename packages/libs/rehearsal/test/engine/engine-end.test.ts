import { expect, test } from 'vitest';
import { type EngineTrace, engineFailure } from '../../src/engine/engine-end.ts';
import type { JobRecord } from '../../src/index.ts';
import { job } from '../scenario/records.ts';

const trace = (jobs: readonly JobRecord[], more: Partial<EngineTrace> = {}): EngineTrace => ({
  ...{ exitCode: 0, fatal: [], complaints: [], cutOff: [], jobs },
  ...more,
});
const green = job('build', 'success');
const red = job('build', 'failure');

test.each<[string, EngineTrace]>([
  ['every job succeeded, and it ended with 0', trace([green])],
  ['a job failed, and it ended with 1', trace([green, red], { exitCode: 1 })],
  [
    'a job failed, and it says no more than that',
    trace([red], { exitCode: 1, complaints: ["Error: Job 'build' failed"] }),
  ],
  ['every job was skipped', trace([job('build', 'skipped')])],
])('the report of the engine is whole where %s', (_, whole) => {
  expect(engineFailure(whole)).toBeUndefined();
});

test.each<[string, EngineTrace, string]>([
  ['that says it is fatal', trace([green], { exitCode: 1, fatal: ['no decoding'] }), 'no decoding'],
  [
    'that says it is fatal, with a red job',
    trace([red], { exitCode: 1, fatal: ['no decoding'] }),
    'no decoding',
  ],
  ['that a signal ends', trace([green], { exitCode: undefined }), 'the engine was ended by a signal'],
  ['that panics', trace([red], { exitCode: 2 }), 'the engine ended with 2'],
  [
    'whose output is cut off',
    trace([green], { cutOff: ['{"job'] }),
    "the engine's report is cut off in the middle of an entry",
  ],
  ['that reports no job', trace([]), 'the engine reported no job'],
  [
    'that leaves a job without an end',
    trace([green, job('write', 'unfinished')]),
    'the engine ended, and reported no end of write',
  ],
  [
    'that ends with 1 while nothing failed',
    trace([green], { exitCode: 1, complaints: ['disk full'] }),
    'the engine ended with 1, and reported no job that failed: disk full',
  ],
])('T3: an engine %s proves nothing', (_, broken, because) => {
  expect(engineFailure(broken)).toBe(because);
});

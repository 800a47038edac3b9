import { expect, test } from 'vitest';
import type { JobRecord, PlayedRun, RunEnding, Scenario } from '../../src/index.ts';
import { proofOfRuns } from '../../src/scenario/run-proof.ts';
import { job } from './records.ts';

const COMPLETED: RunEnding = { ending: 'completed', conclusion: 'success' };
const scenario = (more: Partial<Scenario> = {}): Scenario => ({
  ...{ name: 's', title: 'T.', expect: [{ kind: 'conclusion', is: 'success' }] },
  ...more,
});
const run = (jobs: readonly JobRecord[], ending: RunEnding = COMPLETED): PlayedRun => ({
  name: 'run',
  startMs: 0,
  result: { runId: 1, attempt: 1, jobs, durationMs: 1, sha: 'abc', ...ending },
});
const broken = (one: Scenario, ...runs: readonly PlayedRun[]) =>
  proofOfRuns(one, runs)
    .filter(({ holds }) => !holds)
    .map(({ what, found }) => ({ what, found }));

const green = job('build', 'success');

test('a run that completed and in which a job ran is proved', () => {
  expect(broken(scenario(), run([green]))).toEqual([]);
});

test('T3: a run whose engine died never is, not even where a failure is expected', () => {
  const died: RunEnding = { ending: 'engine-failed', conclusion: 'none', because: 'it is fatal' };
  const expectsNone = scenario({ expect: [{ kind: 'conclusion', is: 'none' }] });
  expect(broken(expectsNone, run([job('build', 'failure')], died))).toEqual([
    { what: 'the ending of the run', found: 'the engine failed: it is fatal' },
  ]);
});

test('a run that took too long never is', () => {
  expect(broken(scenario(), run([green], { ending: 'timed-out', conclusion: 'none' }))).toEqual([
    { what: 'the ending of the run', found: 'timed out' },
  ]);
});

test('a run that was to be killed is proved by the killing only', () => {
  const killed = scenario({ acts: [[{ name: 'run', killedAt: 'push-arrives' }]] });
  expect(broken(killed, run([green], { ending: 'killed', conclusion: 'none' }))).toEqual([]);
  expect(broken(killed, run([green]))).toEqual([{ what: 'the ending of the run', found: 'completed' }]);
});

test.each(['skipped', 'not-seen'] as const)('T4: a run in which every job was %s is not', (result) => {
  expect(broken(scenario(), run([job('build', result)]))).toEqual([{ what: 'jobs that ran', found: '0' }]);
});

test('T4: … unless the scenario says that all are skipped', () => {
  const skipped = scenario({ expect: [{ kind: 'conclusion', is: 'skipped' }] });
  const ending: RunEnding = { ending: 'completed', conclusion: 'skipped' };
  expect(broken(skipped, run([job('build', 'skipped')], ending))).toEqual([]);
});

test('a run of the plan that was never played is missed', () => {
  expect(broken(scenario({ acts: [[{ name: 'run' }], [{ name: 'later' }]] }), run([green]))).toEqual([
    { what: 'the run later', found: 'never played' },
  ]);
});

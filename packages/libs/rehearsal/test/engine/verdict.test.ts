import { expect, test } from 'vitest';
import { type Ended, resultOf } from '../../src/engine/verdict.ts';
import { readWorkflow } from '../../src/engine/workflow-file.ts';
import { job } from '../scenario/records.ts';

const MAIN = readWorkflow(
  'main.yml',
  'jobs: { build: { steps: [] }, call: { uses: ./.github/workflows/callee.yml }, after: { steps: [] } }',
);
const CALLEE = readWorkflow('callee.yml', 'jobs: { inner: { steps: [] } }');

const end = (jobs: Ended['jobs'], how: Ended['end'] = { kind: 'completed' }) => {
  const scratch = { main: MAIN, called: new Map([['call', CALLEE]]), kept: [], sha: 'abc' };
  const result = resultOf({ run: { runId: 1 }, scratch, attempt: 1, end: how, jobs, durationMs: 1 });
  const { ending, conclusion } = result;
  return { ending, conclusion, jobs: Object.fromEntries(result.jobs.map((one) => [one.name, one.result])) };
};

const inner = job('inner', 'success', { id: 'inner', caller: 'call' });

test('T3: a job of which the engine says nothing is not seen, and never skipped', () => {
  expect(end([job('build', 'success', { id: 'build' }), inner])).toEqual({
    ending: 'completed',
    conclusion: 'not-seen',
    jobs: { build: 'success', inner: 'success', after: 'not-seen' },
  });
});

test('a job is skipped where the engine says so', () => {
  expect(
    end([job('build', 'success', { id: 'build' }), inner, job('after', 'skipped', { id: 'after' })]),
  ).toEqual({
    ending: 'completed',
    conclusion: 'success',
    jobs: { build: 'success', inner: 'success', after: 'skipped' },
  });
});

test('T4: a run in which every job was skipped is skipped, as on GitHub', () => {
  expect(end(['build', 'call', 'after'].map((name) => job(name, 'skipped', { id: name })))).toEqual({
    ending: 'completed',
    conclusion: 'skipped',
    jobs: { build: 'skipped', inner: 'skipped', after: 'skipped' },
  });
});

test('T3: a run has no conclusion where its engine died, whatever has succeeded', () => {
  const jobs = [job('build', 'success', { id: 'build' }), inner, job('after', 'success', { id: 'after' })];
  expect(end(jobs, { kind: 'engine-failed', because: 'no more memory' })).toMatchObject({
    ending: 'engine-failed',
    conclusion: 'none',
  });
});

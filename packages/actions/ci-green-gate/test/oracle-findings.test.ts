import { expect, it } from 'vitest';
import { aCheck, aRun, listing, type World } from './github.ts';
import { play } from './play.ts';

const aJob = (run_attempt: number, more: object = {}) => ({
  name: 'test',
  run_attempt,
  status: 'completed',
  conclusion: 'success',
  ...more,
});
const withTest = { workflows: '- {file: ci.yml, jobs: [test]}' };

it('under events-policy all, an optional workflow with a run of one event needs one of each', async () => {
  const given = {
    workflows: '- {file: ci.yml, events: [push, merge_group], optional: true}\n- lint.yml',
    'events-policy': 'all',
    events: 'push',
  };
  const lint = aRun({ id: 9, workflow_id: 8, file: 'lint.yml' });
  expect(await play(listing(aRun(), lint), given)).toMatchObject({ verdict: 'fail' });
  expect(await play(listing(lint), given)).toMatchObject({ verdict: 'pass' });
});

it('jobs of another attempt than the run prove nothing about it', async () => {
  const first: World = { ...listing(aRun()), jobs: { 1000: [aJob(1)] } };
  expect(await play(first, withTest)).toMatchObject({ verdict: 'pass' });
  const jobsAreOld: World = { ...listing(aRun({ run_attempt: 2 })), jobs: { 1000: [aJob(1)] } };
  expect(await play(jobsAreOld, withTest)).toMatchObject({ verdict: 'fail' });
  const runIsOld: World = { ...listing(aRun()), jobs: { 1000: [aJob(1), aJob(2)] } };
  expect(await play(runIsOld, withTest)).toMatchObject({ verdict: 'fail' });
});

it('waits for a list of jobs that is out of date', async () => {
  const world: World = {
    runs: (nowMs) => [aRun(nowMs < 20_000 ? { run_attempt: 2 } : {})],
    jobs: { 1000: [aJob(1)] },
  };
  expect(await play(world, { ...withTest, wait: 'true' })).toMatchObject({ verdict: 'pass' });
});

it('a run in the queue of main/next is none of main', async () => {
  const queued = aRun({ event: 'merge_group', head_branch: 'gh-readonly-queue/main/next/pr-7-0123' });
  const given = { events: 'merge_group' };
  expect(await play(listing(queued), given)).toMatchObject({ verdict: 'fail' });
  expect(
    await play(listing({ ...queued, head_branch: 'gh-readonly-queue/main/pr-7-0123' }), given),
  ).toMatchObject({
    verdict: 'pass',
  });
});

it('a check run without a suite replaces none', async () => {
  const red = aCheck({ id: 1, conclusion: 'failure', check_suite: null });
  const green = aCheck({ id: 2, check_suite: null });
  const given = { workflows: '', checks: '- {name: build, app: acme-ci}' };
  expect(await play({ checks: () => [green, red] }, given)).toMatchObject({ verdict: 'fail' });
  expect(await play({ checks: () => [green] }, given)).toMatchObject({ verdict: 'pass' });
});

it('a token that cannot see tags does not prove that there is none like the branch', async () => {
  const blind: World = { ...listing(aRun()), refs: () => ({}), seesContents: false };
  const given = { 'ref-policy': 'none' };
  expect(await play(blind, given)).toMatchObject({ verdict: 'unknown' });
  expect(await play({ ...blind, seesContents: true }, given)).toMatchObject({ verdict: 'pass' });
});

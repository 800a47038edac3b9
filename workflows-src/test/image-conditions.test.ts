import { expect, test } from 'vitest';
import { evaluateAsGitHub } from '../../packages/libs/workflow-kit/test/github.ts';
import { type Plays, play, type Result, starts } from './play.ts';
import { parsed, rendered, sourceOf } from './sources.ts';

const workflow = parsed(rendered(await sourceOf('multiarch-image.ts')));
const forms = [workflow, parsed(rendered(await sourceOf('multiarch-image.ts'), 'ghes'))];
const RESULTS = ['success', 'failure', 'cancelled', 'skipped'] as const;

test('the image is published where the plan stands and the legs have run, whatever became of them', () => {
  for (const { jobs } of forms) {
    const job = jobs.publish;
    if (job === undefined) throw new Error('There is no job that publishes.');
    const rows: Result[][] = [];
    for (const plan of RESULTS) {
      for (const build of RESULTS) {
        const needs = { plan: { result: plan, outputs: {} }, build: { result: build, outputs: {} } };
        expect(starts(job, [plan, build], { needs, cancelled: true })).toBe(false);
        if (starts(job, [plan, build], { needs })) rows.push([plan, build]);
      }
    }
    expect(rows).toEqual([
      ['success', 'success'],
      ['success', 'failure'],
      ['success', 'cancelled'],
    ]);
  }
});

test.each<[string, Plays, string, string]>([
  ['all is well', {}, 'plan build publish', 'success'],
  ['a leg fails', { build: { result: 'failure' } }, 'plan build publish', 'failure'],
  ['the plan fails', { plan: { result: 'failure' } }, 'plan', 'failure'],
  ['publishing fails', { publish: { result: 'failure' } }, 'plan build publish', 'failure'],
])('when %s, the right jobs start and the run has the right colour', (_, plays, started, colour) => {
  for (const form of forms) {
    const results = play(form, plays);
    const names = Object.keys(results).filter((id) => id !== 'verdict' && results[id] !== 'skipped');
    expect(names.join(' ')).toBe(started);
    expect(results.verdict).toBe(colour);
  }
});

test.each([
  ['require-current', 'linux/amd64\nlinux/arm64'],
  ['carry', 'linux/amd64\nlinux/arm64'],
  ['drop', ''],
])('with missing-platforms: %s the tags must have the platforms %j', (missing, wanted) => {
  const step = workflow.jobs.publish?.steps.find(({ id }) => id === 'publish');
  const contexts = {
    inputs: { 'missing-platforms': missing },
    needs: { plan: { outputs: { platforms: 'linux/amd64\nlinux/arm64' } } },
  };
  expect(evaluateAsGitHub(String(step?.with?.['expected-platforms']).slice(3, -2), contexts)).toBe(wanted);
});

test.each([
  ['github', ['Log in with the token of the run']],
  ['password', ['Log in with a password']],
  ['aws', ['Take the role in AWS', 'Log in to Amazon ECR']],
  ['google', ['Get a token of Google Cloud', 'Log in to Artifact Registry']],
  ['none', []],
  ['Github ', []],
])('login: %s takes the steps %j, in both jobs', (login, wanted) => {
  for (const id of ['build', 'publish']) {
    const steps = workflow.jobs[id]?.steps.filter((step) => /inputs\.login/.test(step.if ?? '')) ?? [];
    const taken = steps.filter((step) => evaluateAsGitHub(step.if ?? '', { inputs: { login } }));
    expect(taken.map(({ name }) => name)).toEqual(wanted);
  }
});

import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { github, input, type Workflow } from '../src/index.ts';
import { isCron } from '../src/model/check/cron.ts';
import { parseAsGitHub } from './github.ts';
import { bodyOf } from './options.ts';
import { jobs, plain } from './slips.ts';

const startedBy = (on: object, more: object = {}): Workflow =>
  jobs((w) => w.job('a', plain), { on, ...more })();
const choice = input.string({ description: 'X.' });
const fields = Object.fromEntries(Array.from({ length: 26 }, (_, index) => [`x${index}`, choice]));

test.each([
  ['nothing', {}, /Nothing starts this workflow/],
  [
    'a slip of the pen',
    { pulRequest: {} },
    /"on" of the workflow has no field "pulRequest"\. Did you mean "pullRequest"\?/,
  ],
  ['the rights of the default branch', { pull_request_target: {} }, /what a stranger proposes/],
  ['another workflow', { workflowRun: {} }, /what a stranger proposes/],
  [
    'branches taken and left',
    { push: { branches: ['a'], branchesIgnore: ['b'] } },
    /both "branches" and "branchesIgnore"/,
  ],
  ['a time that is none', { schedule: [{ cron: '@daily' }] }, /"@daily" is no time in POSIX cron syntax/],
  [
    'a timezone that is none',
    { schedule: [{ cron: '0 4 * * 1', timezone: 'Berlin' }] },
    /"Berlin" is no timezone by its IANA name/,
  ],
  [
    'a default that is not known yet',
    { workflowDispatch: { inputs: { x: input.string({ description: 'X.', default: github.ref }) } } },
    /The default of the input "x" is an expression/,
  ],
  ['too many questions', { workflowDispatch: { inputs: fields } }, /asks for 26 inputs; GitHub takes 25/],
])('a workflow started by %s is refused', (_, on, message) => {
  expect(() => startedBy(on)).toThrow(message);
});

test.each([
  ['30 4 * * 1', true],
  ['*/15 0-6,20-23 1 JAN-mar sun', true],
  ['5/20 4 * * 0', true],
  ['99 4 * * *', false],
  ['0 24 * * *', false],
  ['0 4 0 * *', false],
  ['0 4 * 13 *', false],
  ['0 4 * * 7', false],
  ['0 4 * * sat-mon', false],
  ['*/0 4 * * *', false],
  ['1,,2 4 * * *', false],
  ['0 4 * *', false],
])('the time %j is taken as GitHub’s own parser takes it', async (cron, wanted) => {
  const { errors } = await parseAsGitHub(
    `on: { schedule: [{ cron: '${cron}' }] }\njobs: { a: { runs-on: x, steps: [{ run: x }] } }\n`,
  );
  expect([isCron(cron), errors.length === 0]).toEqual([wanted, wanted]);
});

test('a dispatch by another program is an event', async () => {
  const body = bodyOf(startedBy({ repositoryDispatch: { types: ['publish'] }, registryPackage: {} }));
  expect(parse(body).on).toEqual({ registry_package: {}, repository_dispatch: { types: ['publish'] } });
  expect((await parseAsGitHub(body)).errors).toEqual([]);
});

test('an input of two types is refused', () => {
  const asked = { workflowDispatch: { inputs: { x: choice } } };
  const called = { call: { inputs: { x: input.boolean({ description: 'X.' }) } } };
  expect(() => startedBy(asked, called)).toThrow(/"x" is of one type under "call" and of another/);
});

test('a form of the hand-started run is refused for a called workflow', () => {
  const inputs = { x: input.choice(['a'], { description: 'X.' }) };
  expect(() => startedBy({}, { call: { inputs } })).toThrow(
    /"x" is a choice; a called workflow takes boolean/,
  );
});

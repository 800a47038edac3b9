import { expect, test } from 'vitest';
import { input, type Workflow } from '../src/index.ts';
import { jobs, plain } from './slips.ts';

const startedBy = (on: object, more: object = {}): Workflow =>
  jobs((w) => w.job('a', plain), { on, ...more })();
const choice = input.string({ description: 'X.' });
const fields = Object.fromEntries(Array.from({ length: 26 }, (_, index) => [`x${index}`, choice]));

test.each([
  ['nothing', {}, /Nothing starts this workflow/],
  ['a slip of the pen', { pulRequest: {} }, /"pulRequest" is no trigger.* Did you mean "pullRequest"\?/],
  ['the rights of the default branch', { pull_request_target: {} }, /what a stranger proposes/],
  ['another workflow', { workflowRun: {} }, /what a stranger proposes/],
  [
    'branches taken and left',
    { push: { branches: ['a'], branchesIgnore: ['b'] } },
    /both "branches" and "branchesIgnore"/,
  ],
  ['a time that is none', { schedule: [{ cron: '@daily' }] }, /"@daily" is no time in POSIX cron syntax/],
  ['too many questions', { workflowDispatch: { inputs: fields } }, /asks for 26 inputs; GitHub takes 25/],
])('a workflow started by %s is refused', (_, on, message) => {
  expect(() => startedBy(on)).toThrow(message);
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

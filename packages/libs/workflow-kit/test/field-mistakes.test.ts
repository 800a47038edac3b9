import { expect, test } from 'vitest';
import { accept, input, leg, resource, run, script, workflow } from '../src/index.ts';
import { minimal, untyped } from './options.ts';
import { jobs, legs, plain, testSlips } from './slips.ts';

const as = <T>(value: unknown): T => value as T;
const idle = { ...minimal, jobs: () => undefined };
const with400 = 'g'.repeat(400);

// A field within a field that is left out without a word changes what runs, or who must agree to it.
testSlips(import.meta.filename, [
  [
    'a filter that would start every run',
    () => untyped({ ...idle, on: { push: { branches: ['main'], path: ['src/**'] } } }),
    /"push" of "on" of the workflow has no field "path"\. Did you mean "paths"\?/,
  ],
  [
    'a filter of another event',
    () => untyped({ ...idle, on: { pullRequest: { tags: ['v*'] } } }),
    /"pullRequest" of "on" of the workflow has no field "tags"/,
  ],
  [
    'a filter without a list',
    () => untyped({ ...idle, on: { push: { branches: 'main' } } }),
    /"branches" of "push" of "on" of the workflow is "main"; expected a list of patterns/,
  ],
  [
    'a filter that only leaves out',
    () => untyped({ ...idle, on: { push: { tags: ['!v0.*'] } } }),
    /"tags" .* is \["!v0\.\*"\]; expected .* one of them at least without "!"/,
  ],
  [
    'an activity that is none',
    () => untyped({ ...idle, on: { pullRequest: { types: ['opend'] } } }),
    /"types" of "pullRequest" .* is \["opend"\]; expected a list of .*"opened" or/,
  ],
  [
    'an event of nothing',
    () => untyped({ ...idle, on: { push: null } }),
    /"push" of "on" of the workflow is null; expected an object; \{\} where every one counts/,
  ],
  [
    'a time without a list',
    () => untyped({ ...idle, on: { schedule: { cron: '30 4 * * 1' } } }),
    /"schedule" of "on" of the workflow is \{.*\}; expected a list such as \[\{ cron: "30 4 \* \* 1" \}\]/,
  ],
  [
    'a time with a slip',
    () => untyped({ ...idle, on: { schedule: [{ crn: '30 4 * * 1' }] } }),
    /"schedule" of "on" of the workflow is \[.*\]; expected a list such as/,
  ],
  [
    'an input in the words of YAML',
    () => untyped({ ...idle, on: { workflowDispatch: { inputs: { x: 'string' } } } }),
    /"x" of "inputs" of "workflowDispatch" .* is "string"; expected what input\.string/,
  ],
  [
    'a secret in the words of YAML',
    () => untyped({ ...idle, call: { secrets: { x: { required: true } } } }),
    /"x" of "secrets" of "call" of the workflow is .*; expected what secret\.required/,
  ],
  [
    'a default of another type',
    () => input.boolean({ description: 'X.', default: as<boolean>('true') }),
    /"default" of the boolean input is "true"; expected true or false, or an expression/,
  ],
  [
    'an input with a slip',
    () => input.string(as<never>({ description: 'X.', requird: true })),
    /The string input has no field "requird"\. Did you mean "required"\?/,
  ],
  [
    'a choice of nothing',
    () => input.choice(as<['x']>([]), { description: 'X.' }),
    /Found \[\] to choose from; expected a list of texts/,
  ],
  [
    'a choice that is not there',
    () => input.choice(['stable', 'next'], { description: 'X.', default: as('nxt') }),
    /The default "nxt" is none of "stable", "next"/,
  ],
  [
    'a group in the words of YAML',
    jobs((w) => w.job('a', { ...plain, concurrency: { group: 'x', 'cancel-in-progress': true } })),
    /"concurrency" of the job "a" has no field "cancel-in-progress"\. Did you mean "cancelInProgress"\?/,
  ],
  [
    'a queue that is none',
    () => untyped({ ...idle, concurrency: { group: 'x', queue: 'maximum' } }),
    /"queue" of "concurrency" of the workflow is "maximum"; expected "max" or "single"/,
  ],
  [
    'a group without a name',
    jobs((w) => w.job('a', { ...plain, concurrency: { queue: 'max' } })),
    /"concurrency" of the job "a" has no "group"; expected a text that is not empty/,
  ],
  [
    'a group of no letters',
    jobs((w) => w.job('a', { ...plain, concurrency: { group: '' } })),
    /"group" of "concurrency" of the job "a" is ""; expected a text that is not empty/,
  ],
  [
    'a group of 401 characters',
    jobs((w) => w.job('a', { ...plain, concurrency: { group: `${with400}g` } })),
    /The name of the group has 401 characters or more; GitHub takes 400/,
  ],
  [
    'a resource of 401 characters',
    jobs((w) =>
      w.matrix('a', { ...legs, over: [{ key: 'x' }], writes: resource('tag', with400, leg('key')) }),
    ),
    /The name of the group has 415 characters or more/,
  ],
  [
    'an environment with a slip',
    jobs((w) => w.job('a', { ...plain, environment: { nme: 'pypi' } })),
    /"environment" of the job "a" has no field "nme"\. Did you mean "name"\?[\s\S]*has no "name"; expected/,
  ],
  [
    'a deployment in words',
    jobs((w) => w.job('a', { ...plain, environment: { name: 'pypi', deployment: 'no' } })),
    /"deployment" of "environment" of the job "a" is "no"; expected true or false/,
  ],
  [
    'a policy that is none',
    jobs((w) => w.matrix('a', { ...legs, over: [{ key: 'x' }], outcome: { policy: 'require-al' } })),
    /"policy" of "outcome" of the matrix "a" is "require-al"; expected "require-all", "allow-missing", "at-least: 3"/,
  ],
  [
    'a result that is none',
    () => accept('a', as('sucess')),
    /A job ends as one of "cancelled", "failure", "skipped", "success"; found "sucess"/,
  ],
  [
    'a need that stands twice',
    jobs((w) => [w.job('a', plain), w.job('b', { ...plain, needs: ['a', accept('a', 'skipped')] })]),
    /The job "b" names "a" twice under "needs"/,
  ],
  [
    'a suppression of one word',
    jobs((w) => w.job('a', { ...plain, suppress: ['x'] })),
    /"suppress" of the job "a" is \["x"\]; expected a list of what suppress\("rule", "why"\) gives/,
  ],
  [
    'a shell that is none',
    () => run({ script: script`true`, shell: as('zsh') }),
    /"shell" of the step is "zsh"; expected "bash" or/,
  ],
  [
    'jobs that come later',
    () => untyped({ ...idle, jobs: async () => undefined }),
    /"jobs" gives a promise; expected all jobs at once/,
  ],
]);

test('a group of 400 characters is taken', () => {
  expect(() => jobs((w) => w.job('a', { ...plain, concurrency: { group: with400 } }))()).not.toThrow();
});

test('what is given to an event does not compile with a slip', () => {
  const filter = () =>
    workflow({
      ...minimal,
      // @ts-expect-error it is called paths
      on: { push: { branches: ['main'], path: ['src/**'] } },
      jobs: (build) => void build.job('a', plain),
    });
  const activity = () =>
    workflow({
      ...minimal,
      // @ts-expect-error it is called opened
      on: { pullRequest: { types: ['opend'] } },
      jobs: (build) => void build.job('a', plain),
    });
  expect(filter).toThrow(/no field "path"/);
  expect(activity).toThrow(/"opend"/);
  // @ts-expect-error it is one of the options
  expect(() => input.choice(['a', 'b'], { description: 'X.', default: 'c' })).toThrow(/"c" is none of/);
});

import { expect, test } from 'vitest';
import {
  access,
  and,
  choose,
  contains,
  eq,
  expr,
  github,
  leg,
  not,
  renderExpression,
  run,
  script,
  toJSON,
  type WhenSpec,
} from '../src/index.ts';
import { jobs, plain, testSlips } from './slips.ts';

const go = access('string', 'needs', ['plan', 'outputs', 'go']);
const word = access('string', 'vars', ['WORD']);
const result = access('string', 'needs', ['plan', 'result']);

const plan = { ...plain, outputs: { go: 'x' } };
const after = { ...plain, needs: ['plan'] };

// GitHub takes every text but an empty one for true: 'false', 'no' and '0' too.
testSlips(import.meta.filename, [
  [
    'an output as a condition',
    jobs((w) => [w.job('plan', plan), w.job('a', { ...after, when: go })]),
    /"when" of the job "a" is an expression that gives a text; expected an expression that is true or false itself, such as eq\(…, 'yes'\)/,
  ],
  [
    'a text with an expression in it as a condition',
    jobs((w) => [w.job('plan', plan), w.job('a', { ...after, if: expr`${go} yes` })]),
    /"if" of the job "a" is an expression that gives a text/,
  ],
  [
    'a value of the leg as the condition of a step',
    () => run({ script: script`true`, if: leg('fast') as never }),
    /"if" of the step is an expression that gives whatever is found at run time/,
  ],
  [
    'an output that is negated',
    () => not(go as never),
    /"needs\.plan\.outputs\.go" is not sure to be true or false/,
  ],
  ['a choice by and', () => and(eq(word, 'x'), '' as never), /"''" is not sure to be true or false/],
  [
    'a choice by a text',
    () => choose(word as never, 'a', 'b'),
    /"vars\.WORD" is not sure to be true or false.*eq\(…, 'true'\)/,
  ],
  [
    'a list as one text',
    () => contains('alpha beta' as never, word),
    /"a" in "alpha beta" too\. Give a list: contains\(\["alpha", "beta"\], …\)/,
  ],
  [
    'a flag as a text',
    jobs((w) => [
      w.job('plan', plan),
      w.job('a', { ...after, steps: [], concurrency: { group: 'x', cancelInProgress: go } }),
    ]),
    /"cancelInProgress" of "concurrency" of the job "a" is an expression that gives a text/,
  ],
  [
    'a result that no job has',
    jobs((w) => [w.job('plan', plan), w.job('a', { ...after, when: eq(result, 'succes') })]),
    /"if" compares needs\.plan\.result with "succes"\. Did you mean "success"\?/,
  ],
  [
    'an outcome that no step has',
    jobs((w) =>
      w.job('a', {
        ...plain,
        steps: [
          run({ id: 'x', script: script`true` }),
          run({ script: script`true`, if: eq('failed', access('string', 'steps', ['x', 'outcome'])) }),
        ],
      }),
    ),
    /"if" compares steps\.x\.outcome with "failed"\. There is "cancelled", "failure"/,
  ],
  [
    'what a job does not have',
    jobs((w) => [
      w.job('plan', plan),
      w.job('a', { ...after, env: { X: access('string', 'needs', ['plan', 'output', 'go']) } }),
    ]),
    /"env\.X" reads "output" of the job "plan"\. Did you mean "outputs"\?/,
  ],
  [
    'what a step does not have',
    jobs((w) =>
      w.job('a', {
        ...plain,
        steps: [run({ id: 'x', script: script`true` })],
        outputs: { y: access('string', 'steps', ['x', 'output', 'y']) },
      }),
    ),
    /"outputs\.y" reads "output" of the step "x"\. Did you mean "outputs"\?/,
  ],
  [
    'what the run does not have',
    jobs((w) => [
      w.job('plan', plan),
      w.job('a', { ...after, env: { X: access('string', 'github', ['reff']) } }),
    ]),
    /"env\.X" reads github\.reff, which GitHub does not know\. Did you mean "ref"\?/,
  ],
]);

test('a result is compared without regard to case, and all of it can be read', () => {
  const whole = access('json', 'needs', ['plan']);
  const job = { ...after, when: eq(result, 'Success'), env: { X: toJSON(whole) } };
  expect(jobs((w) => [w.job('plan', plan), w.job('a', job)])).not.toThrow();
});

test('a list of texts is looked through as a list', () => {
  expect(renderExpression(contains(['alpha', 'it’s'], word).node)).toBe(
    `contains(fromJSON('["alpha","it’s"]'), vars.WORD)`,
  );
});

test('a text as a condition does not compile', () => {
  const slips = (): readonly unknown[] => [
    // @ts-expect-error compare it
    { when: go } satisfies WhenSpec,
    // @ts-expect-error compare it
    run({ script: script`true`, if: github.ref }),
    // @ts-expect-error compare it
    not(github.ref),
    // @ts-expect-error what it gives where the text is empty is another question
    and(eq(github.ref, 'x'), 'y'),
    // @ts-expect-error a list is given as one
    contains('alpha beta', github.ref),
  ];
  expect(slips).toBeTypeOf('function');
});

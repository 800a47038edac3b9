import { expect, test } from 'vitest';
import { readActionFacts } from '../src/index.ts';

const RUNS = 'runs: { using: node24, main: x.js }\n';

test('the facts of an action.yml are read as the runner reads them', () => {
  const text = `inputs:
  a: { required: true }
  b: { default: true, required: 'true' }
  c: { default: 1.0 }
  d: { default: null }
  e: { deprecationMessage: Gone. }
  f:
  __proto__: { default: x }
outputs: { made: { description: x } }
${RUNS}`;
  const plain = { required: false, default: undefined, deprecated: false };
  expect(readActionFacts(text)).toEqual({
    kind: 'facts',
    facts: {
      using: 'node24',
      inputs: new Map([
        ['a', { ...plain, required: true }],
        ['b', { ...plain, required: true, default: 'true' }],
        ['c', { ...plain, default: '1.0' }],
        ['d', { ...plain, default: '' }],
        ['e', { ...plain, deprecated: true }],
        ['f', plain],
        ['__proto__', { ...plain, default: 'x' }],
      ]),
      outputs: ['made'],
    },
  });
});

test.each([
  [
    'more bytes than any action has',
    `${RUNS}# ${'x'.repeat(300_000)}`,
    /^it has \d+ bytes; expected at most 262144$/,
  ],
  ['no YAML', 'runs: [', /^it is not YAML: /],
  ['a key that is given twice', `${RUNS}${RUNS}`, /^it is not YAML: /],
  ['a list', '[]', /^it is not a mapping$/],
  ['nothing', '', /^it is not a mapping$/],
  ['no way to run', 'name: x\n', /^"runs\.using" is undefined; expected a word/],
  ['inputs that are a list', `inputs: []\n${RUNS}`, /^"inputs" is not a mapping$/],
  [
    'a name with a line end',
    `inputs: { "a\\nb": {} }\n${RUNS}`,
    /^"inputs" has the name "a\\nb"; expected letters/,
  ],
  [
    'too many names',
    `inputs: { ${Array.from({ length: 301 }, (_, index) => `a${index}: {}`).join(', ')} }\n${RUNS}`,
    /^"inputs" has 301 names/,
  ],
  [
    'a default without an end',
    `inputs: { a: { default: ${'x'.repeat(5000)} } }\n${RUNS}`,
    /^the default of "a" is too long$/,
  ],
  [
    'more nesting than the parser can follow',
    '['.repeat(100_000),
    /^(it is nested too deeply|it is not YAML)/,
  ],
])('%s is unreadable, and says why', (_, text, why) => {
  expect(readActionFacts(text)).toEqual({ kind: 'unreadable', why: expect.stringMatching(why) });
});

test('anchors that would grow without end are not followed', () => {
  const lines = Array.from({ length: 30 }, (_, index) =>
    index === 0 ? 'a0: &a0 [x, x]' : `a${index}: &a${index} [*a${index - 1}, *a${index - 1}]`,
  );
  expect(readActionFacts(`${lines.join('\n')}\ninputs: { a: *a29 }\n${RUNS}`)).toMatchObject({
    kind: 'facts',
  });
});

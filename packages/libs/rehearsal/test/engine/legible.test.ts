import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { legible } from '../../src/engine/legible.ts';

const workflow = (most: string) => `# A comment.
jobs:
  build:
    strategy:
      fail-fast: false
      max-parallel: ${most}
      matrix: { arch: [a, b] }
`;

it('an expression for the number of legs at a time is left out', () => {
  const { jobs } = parse(legible(workflow(`\${{ inputs.most }}`), { scene: { repository: 'acme/widgets' } }));
  expect(jobs.build.strategy).toEqual({ 'fail-fast': false, matrix: { arch: ['a', 'b'] } });
});

it.each([workflow('3'), 'jobs: {}', 'jobs: { a: { uses: ./b } }', 'on: push'])(
  'what act reads right stays as it is, byte for byte: %j',
  (text) => {
    expect(legible(text, { scene: { repository: 'acme/widgets' } })).toBe(text);
  },
);

it('an action of the repository itself is found at the commit that is rehearsed', () => {
  const text = 'jobs: { a: { steps: [{ uses: $/.github/actions/build }, { uses: ./here }, { run: x }] } }';
  const { jobs } = parse(legible(text, { scene: { repository: 'acme/widgets' } }));
  expect(jobs.a.steps).toEqual([
    { uses: 'acme/widgets/.github/actions/build@rehearsed' },
    { uses: './here' },
    { run: 'x' },
  ]);
});

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
  const { jobs } = parse(legible(workflow(`\${{ inputs.most }}`)));
  expect(jobs.build.strategy).toEqual({ 'fail-fast': false, matrix: { arch: ['a', 'b'] } });
});

it.each([workflow('3'), 'jobs: {}', 'jobs: { a: { uses: ./b } }', 'on: push'])(
  'what act reads right stays as it is, byte for byte: %j',
  (text) => {
    expect(legible(text)).toBe(text);
  },
);

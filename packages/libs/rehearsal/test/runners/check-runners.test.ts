import { expect, test } from 'vitest';
import { checkRunners, evaluate, expandMatrix, wantedLabels } from '../../src/runners/index.ts';

const CONTEXTS = { github: { event_name: 'push' }, vars: { BIG: 'huge-machine' } };
const check = (jobs: string, asked: readonly string[] = []) =>
  checkRunners({ path: 'ci.yml', text: `on: push\njobs:\n${jobs}` }, CONTEXTS, asked);
const messages = (jobs: string, asked?: readonly string[]) =>
  check(jobs, asked).problems.map(({ place, message }) => `${place} ${message}`);

const MIXED = `  build:
    runs-on: \${{ matrix.os }}
    strategy: { matrix: { os: [ubuntu-latest, windows-2025, macos-15-intel, [self-hosted, mine]] } }
  other:
    runs-on: [ubuntu-latest, '\${{ vars.BIG }}']
`;

test('T6: every label of every leg is looked at, and all that this machine is not are told', () => {
  expect(messages(MIXED)).toEqual([
    'ci.yml:4 runs on windows-2025',
    'ci.yml:4 runs on macos-15-intel',
    'ci.yml:4 runs on self-hosted and mine',
    'ci.yml:7 runs on huge-machine',
  ]);
});

test('a label that this machine is to play is none of them', () => {
  const asked = ['Windows-2025', 'macos-15-intel', 'self-hosted', 'mine', 'huge-machine'];
  expect(messages(MIXED, asked)).toEqual([]);
});

test('labels that come with an included row, or in an expression, are looked at', () => {
  const jobs = `  a:
    runs-on: \${{ matrix.os == 'x' && 'windows-2025' || format('ubuntu-{0}', matrix.v) }}
    strategy: { matrix: { v: ['24.04'], include: [{ os: x, v: 1 }] } }
  b: { runs-on: { group: large } }
  c: { runs-on: '' }
  d: { runs-on: { group: large, labels: ubuntu-latest } }
  e: { runs-on: { group: large, labels: [ubuntu-latest, gpu] } }
`;
  expect(messages(jobs)).toEqual([
    'ci.yml:4 runs on windows-2025',
    'ci.yml:6 runs on group:large',
    'ci.yml:7 runs-on is ""; expected a label or a list of labels',
    'ci.yml:8 runs on group:large',
    'ci.yml:9 runs on group:large and gpu',
  ]);
  expect(messages(jobs, ['windows-2025', 'group:large', 'gpu'])).toHaveLength(1);
});

test.each([
  [`runs-on: '\${{ needs.plan.outputs.runner }}'`],
  [`runs-on: '\${{ matrix.os }}', strategy: { matrix: '\${{ fromJSON(needs.plan.outputs.rows) }}' }`],
  [`runs-on: '\${{ inputs.runner }}'`],
])('a label that only the run knows is left to it: %s', (job) => {
  expect(check(`  a: { ${job} }\n`)).toEqual({
    problems: [],
    later: [expect.objectContaining({ job: 'a', place: 'ci.yml:3' })],
  });
});

test('a matrix is expanded as GitHub does it', () => {
  const matrix = {
    fruit: ['apple', 'pear'],
    animal: ['cat', 'dog'],
    exclude: [{ fruit: 'pear', animal: 'dog' }],
    include: [{ color: 'green' }, { color: 'pink', animal: 'cat' }, { fruit: 'banana' }],
  };
  expect(expandMatrix(matrix)).toEqual([
    { fruit: 'apple', animal: 'cat', color: 'pink' },
    { fruit: 'apple', animal: 'dog', color: 'green' },
    { fruit: 'pear', animal: 'cat', color: 'pink' },
    { fruit: 'banana' },
  ]);
  expect(expandMatrix({ include: [{ a: 1 }, { a: 2 }] })).toEqual([{ a: 1 }, { a: 2 }]);
  expect(expandMatrix({ os: 'not a list' })).toBeUndefined();
});

test('an expression that fails is an error, and no label', () => {
  const contexts = { ...CONTEXTS, matrix: {} };
  expect(evaluate(`\${{ fromJSON('') }}`, contexts)).toEqual({ kind: 'error', message: 'empty input' });
  expect(wantedLabels(`\${{ fromJSON('') }}`, contexts)).toMatchObject({ kind: 'error' });
  expect(evaluate(`a-\${{ '}}' }}-\${{ vars.BIG }}`, contexts)).toEqual({
    kind: 'value',
    value: 'a-}}-huge-machine',
  });
});

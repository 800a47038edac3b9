import { describe, expect, test } from 'vitest';
import { type Grant, readCallee } from '../src/index.ts';

const granted: readonly Grant[] = [{ scope: 'packages', level: 'read', reason: undefined }];
const read = (text: string) => readCallee({ file: 'x.yml', path: '/repository/x.yml', text }, granted);

/** What each job asks for, as `scope: level`. */
const asked = (text: string) =>
  read(`on: workflow_call\n${text}`).jobs.map(({ permissions }) =>
    permissions.map(({ scope, level }) => `${scope}: ${level}`),
  );

test('inputs, secrets and outputs are those of the file', () => {
  const { call, secrets } = read(`
on:
  workflow_call:
    inputs:
      level: { type: number, required: true }
      name: { type: string, default: x, description: A name. }
      loud: { type: boolean }
    secrets:
      key: { required: true }
      other:
    outputs:
      made: { description: What was made., value: x }
jobs: {}
`);
  expect(call).toMatchObject({
    inputs: {
      level: { type: 'number', required: true, default: undefined },
      name: { type: 'string', required: false, default: 'x', description: 'A name.' },
      loud: { type: 'boolean', required: false },
    },
    outputs: { made: { description: 'What was made.' } },
  });
  expect(secrets).toEqual({
    key: { description: '', required: true },
    other: { description: '', required: false },
  });
});

test.each([
  'workflow_call',
  '[push, workflow_call]',
  '{ workflow_call: }',
  '{ workflow_call: {}, push: {} }',
])('on: %s can be called', (on) => {
  expect(read(`on: ${on}\njobs: {}\n`).call).toEqual({ inputs: {}, outputs: {} });
});

test.each(['push', '[push]', '{ push: {} }'])('on: %s cannot', (on) => {
  expect(read(`on: ${on}\njobs: {}\n`).call).toBeUndefined();
});

describe('a job asks for', () => {
  test('what it says', () => {
    expect(asked('jobs: { a: { permissions: { contents: write, issues: none } } }\n')).toEqual([
      ['contents: write'],
    ]);
  });

  test('what the root says, where it says nothing', () => {
    expect(asked('permissions: { contents: read }\njobs: { a: {} }\n')).toEqual([['contents: read']]);
  });

  test('what the root says as well, which GitHub compares by itself', () => {
    expect(
      asked('permissions: { contents: write }\njobs: { a: { permissions: { issues: read } } }\n'),
    ).toEqual([['contents: write', 'issues: read']]);
  });

  test('what the call grants, where nobody says anything', () => {
    expect(asked('jobs: { a: {} }\n')).toEqual([['packages: read']]);
  });

  test('nothing, where it says so', () => {
    expect(asked('jobs: { a: { permissions: {} } }\n')).toEqual([[]]);
  });

  test('everything there is to read, by one word', () => {
    const [scopes = []] = asked('jobs: { a: { permissions: read-all } }\n');
    expect(scopes).toContain('contents: read');
    // These two can only be written.
    expect(scopes.filter((one) => /^(id-token|copilot-requests):|write$/.test(one))).toEqual([]);
  });

  test('everything there is, by another', () => {
    expect(asked('permissions: write-all\njobs: { a: {} }\n')[0]).toEqual(
      expect.arrayContaining(['contents: write', 'id-token: write', 'models: read']),
    );
  });
});

test('a job that calls another workflow is known with its line', () => {
  const { jobs } = read('on: workflow_call\njobs:\n  a: {}\n  b:\n    uses: ./.github/workflows/y.yml\n');
  expect(jobs[1]).toMatchObject({
    kind: 'call',
    at: { file: '/repository/x.yml', line: 4 },
    calls: { kind: 'reference', uses: './.github/workflows/y.yml' },
  });
});

test('what is no YAML is refused with its line', () => {
  expect(() => read('on: push\njobs: [\n')).toThrow(/x\.yml:\d: The workflow is no YAML: /);
});

test.each(['', '[]\n', 'on:\n', 'on: push\njobs: [1]\n', 'on: { workflow_call: { inputs: 3 } }\n'])(
  'what is no workflow has no jobs: %j',
  (text) => {
    expect(read(text).jobs).toEqual([]);
  },
);

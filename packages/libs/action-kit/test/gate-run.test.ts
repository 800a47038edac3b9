import { expect, test } from 'vitest';
import { readGateRun } from '../src/index.ts';

const RUN = {
  GITHUB_REPOSITORY: 'octo/widgets',
  GITHUB_RUN_ID: '17',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_SHA: 'a'.repeat(40),
};

test('outside a run there is no context, and the servers are those of GitHub', () => {
  expect(readGateRun({})).toEqual({
    context: undefined,
    apiUrl: 'https://api.github.com',
    serverUrl: 'https://github.com',
  });
});

test('inside a run its context is read, and the servers that it names', () => {
  const found = readGateRun({ ...RUN, GITHUB_API_URL: 'https://ghe.example.com/api/v3/' });
  expect(found).toMatchObject({
    context: { repository: 'octo/widgets', runId: 17 },
    apiUrl: 'https://ghe.example.com/api/v3',
  });
});

test('a run that is told in part only is refused', () => {
  expect(() => readGateRun({ ...RUN, GITHUB_SHA: 'main' })).toThrow(
    expect.objectContaining({ code: 'NO_RUN_CONTEXT' }),
  );
});

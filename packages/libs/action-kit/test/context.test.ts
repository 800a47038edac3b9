import { expect, test } from 'vitest';
import { readRunContext } from '../src/index.ts';

const ENV = {
  GITHUB_REPOSITORY: 'octo/widgets',
  GITHUB_RUN_ID: '17',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_SHA: 'a'.repeat(40),
  GITHUB_REF: 'refs/tags/v1',
  GITHUB_WORKFLOW_REF: 'octo/widgets/.github/workflows/x.yml@refs/tags/v1',
  GITHUB_JOB: 'build',
  GITHUB_SERVER_URL: 'https://ghe.example.com/',
  GITHUB_API_URL: 'https://ghe.example.com/api/v3//',
};

test('the run is read from the variables of the runner', () => {
  expect(readRunContext(ENV)).toEqual({
    repository: 'octo/widgets',
    runId: 17,
    runAttempt: 2,
    sha: 'a'.repeat(40),
    ref: 'refs/tags/v1',
    workflowRef: ENV.GITHUB_WORKFLOW_REF,
    job: 'build',
    serverUrl: 'https://ghe.example.com',
    apiUrl: 'https://ghe.example.com/api/v3',
  });
});

test('the server is github.com unless the runner names another', () => {
  const { serverUrl, apiUrl } = readRunContext({ ...ENV, GITHUB_SERVER_URL: '', GITHUB_API_URL: undefined });
  expect([serverUrl, apiUrl]).toEqual(['https://github.com', 'https://api.github.com']);
});

test.each([
  ['GITHUB_REPOSITORY', undefined, 'GITHUB_REPOSITORY is not set; expected owner/name.'],
  [
    'GITHUB_REPOSITORY',
    'octo/widgets/../x',
    'GITHUB_REPOSITORY is "octo/widgets/../x"; expected owner/name.',
  ],
  ['GITHUB_RUN_ID', '0', 'GITHUB_RUN_ID is "0"; expected a number.'],
  ['GITHUB_RUN_ATTEMPT', '1e3', 'GITHUB_RUN_ATTEMPT is "1e3"; expected a number from 1.'],
  ['GITHUB_SHA', 'main\n', 'GITHUB_SHA is "main\\n"; expected a full commit id.'],
])('%s as %j is no run of a workflow', (name, value, message) => {
  expect(() => readRunContext({ ...ENV, [name]: value })).toThrow(
    expect.objectContaining({ code: 'NO_RUN_CONTEXT', message }),
  );
});

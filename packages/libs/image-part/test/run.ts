import type { RunContext } from '@gatehouse/action-kit';

/** The run that the samples come from. */
export const RUN: RunContext = {
  repository: 'acme/widgets',
  runId: 4242,
  runAttempt: 1,
  sha: 'b72b9c2f'.repeat(5),
  ref: 'refs/heads/main',
  workflowRef: 'acme/widgets/.github/workflows/release.yml@refs/heads/main',
  job: 'build',
  serverUrl: 'https://github.com',
  apiUrl: 'https://api.github.com',
};

import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { run } from '../src/evidence.ts';
import { runEvidence } from '../src/index.ts';

const CONTEXT = {
  repository: 'octo/widgets',
  runId: 17,
  runAttempt: 2,
  sha: 'a'.repeat(40),
  ref: 'refs/tags/v1',
  workflowRef: 'octo/widgets/.github/workflows/x.yml@refs/tags/v1',
  job: 'build',
  serverUrl: 'https://github.com',
  apiUrl: 'https://api.github.com',
};

test('the run of the evidence names what started it, in snake_case', () => {
  expect(runEvidence(CONTEXT)).toEqual({
    repository: 'octo/widgets',
    sha: CONTEXT.sha,
    run_id: 17,
    run_attempt: 2,
    workflow_ref: CONTEXT.workflowRef,
    job: 'build',
  });
});

test.each([CONTEXT, undefined])('the run of %j fits its schema', (context) => {
  expect(z.safeParse(run(), runEvidence(context)).success).toBe(true);
});

import { expect, test } from 'vitest';
import { judgeMutation } from '../src/api/commit.ts';
import { TransientFailure } from '../src/transient-failure.ts';

test.each([
  ['STALE_DATA', 'Expected branch to point to "abc" but it did not.  Pull and try again.', 'lost-race'],
  ['', 'refs/heads/main is at 0a1b but expected 2c3d', 'lost-race'],
  [
    'UNPROCESSABLE',
    'Repository rule violations found\n\nChanges must be made through a pull request.',
    'PUSH_REFUSED',
  ],
  [
    'FORBIDDEN',
    "protected branch 'main' check failed: At least 1 approving review is required",
    'PUSH_REFUSED',
  ],
  ['FORBIDDEN', 'Resource not accessible by integration', 'NO_PERMISSION'],
  ['INSUFFICIENT_SCOPES', 'Your token has not been granted the required scopes', 'NO_PERMISSION'],
  [
    '',
    'refusing to allow a GitHub App to create or update workflow `x.yml` without `workflows` permission',
    'NO_PERMISSION',
  ],
  ['NOT_FOUND', "Could not resolve to a Repository with the name 'a/b'.", 'REMOTE_NOT_FOUND'],
  ['RATE_LIMITED', 'API rate limit exceeded for installation', 'transport'],
  ['', 'You have exceeded a secondary rate limit.', 'transport'],
  [
    '',
    'Something went wrong while executing your query on 2026-01-01. Please include `ABC` when reporting',
    'transport',
  ],
  ['UNPROCESSABLE', 'A path was requested for deletion which does not exist', 'REMOTE_FAILED'],
])('an error of the type %j that says %j is %s', (type, message, expected) => {
  const error = judgeMutation([{ type, message }]);
  expect(error instanceof TransientFailure ? error.kind : (error as { code?: string }).code).toBe(expected);
});

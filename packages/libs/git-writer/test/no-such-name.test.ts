import { GitHubError } from '@gatehouse/github-client';
import { RetryError } from '@gatehouse/retry';
import { expect, test } from 'vitest';
import { judgeFailure } from '../src/api/failure.ts';
import { writeToBranch } from '../src/index.ts';
import { gitTarget, realDeps, request } from './entries.ts';

/** No pause between the attempts. */
const clock = { now: () => performance.now(), sleep: async () => {}, random: () => 0 };

test('H2: git looks up a name that does not resolve a few times, not until the deadline', async () => {
  const deps = realDeps({ clock });
  const write = writeToBranch(request('a', gitTarget('https://nowhere.invalid/a/b.git')), deps);
  await expect(write).rejects.toMatchObject({
    code: 'GAVE_UP',
    message: expect.stringContaining('Gave up after 4 attempts'),
  });
  expect(deps.lines.filter((line) => line.includes('no-such-name'))).toHaveLength(3);
});

test('H2: what the API client has looked up often enough is not looked up again', () => {
  const cause = new RetryError('ATTEMPTS', 'the last 4 failed with no-such-name', 4, 9000, new Error('x'));
  const error = new GitHubError({ code: 'UNAVAILABLE', message: 'GitHub could not be asked.', cause });
  expect(judgeFailure(error)).toMatchObject({ name: 'TransientFailure', kind: 'no-time-left' });
});

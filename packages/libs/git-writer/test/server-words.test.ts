import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeToBranch } from '../src/index.ts';
import { BareRemote } from './bare-remote.ts';
import { gitTarget, realDeps, request } from './entries.ts';

/** The pushes that reached a hook of the server, one line each. */
const COUNTED = 'echo push >> pushes';

function pushesOf(remote: BareRemote): number {
  const path = join(remote.path, 'pushes');
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n').length : 0;
}

describe('M3: a refusal by a hook of the server', () => {
  test.each([
    [
      'reference-transaction',
      `test "$1" = prepared || exit 0\n${COUNTED}\necho "no releases on Fridays" >&2\nexit 1`,
    ],
    ['pre-receive', `${COUNTED}\necho "no releases on Fridays" >&2\nexit 1`],
    ['update', `${COUNTED}\necho "no releases on Fridays" >&2\nexit 1`],
  ])('%s is final at once', async (hook, script) => {
    using remote = new BareRemote();
    remote.hook(hook, script);
    const write = writeToBranch(request('a', gitTarget(`file://${remote.path}`)), realDeps());
    await expect(write).rejects.toMatchObject({
      code: 'PUSH_REFUSED',
      message: expect.stringContaining('no releases on Fridays'),
    });
    expect({ pushes: pushesOf(remote), commits: remote.count() }).toEqual({ pushes: 1, commits: 1 });
  });
});

describe('M3: a server that breaks off the push', () => {
  // The words are given time to arrive.
  const broken = (words: string) => `${COUNTED}\n${words}\nsleep 0.3\nkill -9 $PPID\nsleep 1`;

  test('with the same words on every attempt ends early, and says them', async () => {
    using remote = new BareRemote();
    remote.hook('pre-receive', broken('echo "this mirror is written by its upstream only" >&2'));
    const write = writeToBranch(request('a', gitTarget(`file://${remote.path}`)), realDeps());
    await expect(write).rejects.toMatchObject({
      code: 'REMOTE_FAILED',
      message: expect.stringMatching(/same in 4 attempts.*this mirror is written by its upstream only/),
    });
    expect(pushesOf(remote)).toBe(4);
  });

  test('without a word is retried for as long as there is time', async () => {
    using remote = new BareRemote();
    remote.hook(
      'pre-receive',
      `${COUNTED}\ntest "$(wc -l < pushes)" -ge 7 && exit 0\nkill -9 $PPID\nsleep 1`,
    );
    const result = await writeToBranch(request('a', gitTarget(`file://${remote.path}`)), realDeps());
    expect(result).toMatchObject({ kind: 'committed', attempts: 7 });
  });

  test('with other words each time is retried as well', async () => {
    using remote = new BareRemote();
    remote.hook(
      'pre-receive',
      `${COUNTED}\ntest "$(wc -l < pushes)" -ge 7 && exit 0\necho "job $(wc -l < pushes) was moved" >&2\nkill -9 $PPID\nsleep 1`,
    );
    const result = await writeToBranch(request('a', gitTarget(`file://${remote.path}`)), realDeps());
    expect(result).toMatchObject({ kind: 'committed', attempts: 7 });
  });
});

import { describe, expect, test } from 'vitest';
import { writeToBranch } from '../src/index.ts';
import { BareRemote } from './bare-remote.ts';
import { addEntry, gitTarget, realDeps, request, run1 } from './entries.ts';

/** Ends the first git-receive-pack at this point, so that the client sees the connection break. */
const breakOnce = 'test -e broken && exit 0; touch broken; kill -9 $PPID';
/** The same when the ref has moved and nobody was told yet; `post-receive` runs after the answer. */
const breakOnceDone = `test "$1" = committed || exit 0; ${breakOnce}`;

describe('when the answer to a push is lost', () => {
  test('and the push was done, its commit is found and none is added', async () => {
    using remote = new BareRemote();
    remote.hook('reference-transaction', breakOnceDone);
    const deps = realDeps();
    const result = await writeToBranch(request('a', gitTarget(remote.path)), deps);
    expect(result).toMatchObject({
      kind: 'committed',
      commit: remote.head(),
      base: remote.git(['rev-parse', 'main~1']),
      attempts: 2,
      landedBy: 'found-after-lost-answer',
    });
    expect(remote.count()).toBe(2);
    expect(deps.lines.join('\n')).toMatch(/Attempt 1 .*: transport \(.*hung up/);
  });

  test('and the push was done, its commit is found below those of later writers', async () => {
    using remote = new BareRemote();
    remote.hook('reference-transaction', breakOnceDone);
    const other = { ...run1, runId: 101 };
    let meddled = false;
    const sleep = async () => {
      if (meddled) return;
      meddled = true;
      await writeToBranch(request('b', gitTarget(remote.path), { run: other }), realDeps());
    };
    const clock = { now: () => performance.now(), sleep, random: () => 0.5 };
    // A producer that adds each time would write twice, if its own commit were not recognised.
    const produce: ReturnType<typeof addEntry> = (snapshot) => addEntry(`a${Math.random()}`)(snapshot);
    const result = await writeToBranch(
      request('a', gitTarget(remote.path), { produce, verify: undefined }),
      realDeps({ clock }),
    );
    expect(result).toMatchObject({ landedBy: 'found-after-lost-answer', head: remote.head() });
    expect(remote.count()).toBe(3);
  });

  test('and the push was not done, it is done again', async () => {
    using remote = new BareRemote();
    remote.hook('pre-receive', breakOnce);
    const result = await writeToBranch(request('a', gitTarget(remote.path)), realDeps());
    expect(result).toMatchObject({ attempts: 2, landedBy: 'push' });
    expect(remote.count()).toBe(2);
  });

  test('and the step was killed with it, the next attempt of the run finds the commit', async () => {
    using remote = new BareRemote();
    const first = await writeToBranch(request('a', gitTarget(remote.path)), realDeps());
    const again = { ...run1, runAttempt: 2 };
    const second = await writeToBranch(request('a', gitTarget(remote.path), { run: again }), realDeps());
    expect(second).toMatchObject({
      kind: 'committed',
      commit: first.kind === 'committed' && first.commit,
      landedBy: 'found-after-lost-answer',
    });
    expect(remote.count()).toBe(2);
  });

  test('a second attempt whose own addition somebody else has brought is proved in the head', async () => {
    using remote = new BareRemote();
    const target = gitTarget(remote.path);
    const first = await writeToBranch(request('a', target), realDeps());
    await writeToBranch(request('b', target, { run: { ...run1, runId: 101, writer: 'docs' } }), realDeps());
    const again = { ...run1, runAttempt: 2 };
    const second = await writeToBranch(request('b', target, { run: again }), realDeps());
    expect(second).toMatchObject({
      kind: 'committed',
      commit: first.kind === 'committed' && first.commit,
      overtaken: [],
    });
  });

  test('another run, or another writer of the same run, with nothing to do has changed nothing', async () => {
    using remote = new BareRemote();
    await writeToBranch(request('a', gitTarget(remote.path)), realDeps());
    for (const run of [
      { ...run1, runId: 101 },
      { ...run1, writer: 'docs' },
    ]) {
      const result = await writeToBranch(request('a', gitTarget(remote.path), { run }), realDeps());
      expect(result).toMatchObject({ kind: 'unchanged' });
    }
  });
});

describe('when the remote is not reached in time', () => {
  test('it gives up with GAVE_UP and names the last failure', async () => {
    using remote = new BareRemote();
    remote.hook('pre-receive', 'kill -9 $PPID');
    let now = 0;
    const sleep = async (ms: number) => {
      now += ms;
    };
    const clock = { now: () => now, sleep, random: () => 0.9 };
    const backoff = { firstDelayMs: 8000, maxDelayMs: 60_000 };
    const write = writeToBranch(request('a', gitTarget(remote.path), { backoff }), realDeps({ clock }));
    await expect(write).rejects.toMatchObject({
      code: 'GAVE_UP',
      message: expect.stringMatching(/^Could not write to "main"\. Gave up after 2 attempts .*hung up/),
    });
    expect(remote.count()).toBe(1);
  });

  test('a push that hangs is ended at the deadline', async () => {
    using remote = new BareRemote();
    remote.hook('pre-receive', 'sleep 60');
    const write = writeToBranch(request('a', gitTarget(remote.path), { deadlineMs: 1500 }), realDeps());
    await expect(write).rejects.toMatchObject({ code: 'GAVE_UP' });
  });
});

describe('a refusal is final after one attempt', () => {
  test.each(['pre-receive', 'update'])('of the %s hook, and quotes its words', async (hook) => {
    using remote = new BareRemote();
    remote.hook(
      hook,
      'echo once >> calls; echo "GH013: Repository rule violations found" >&2; echo "::error::gotcha" >&2; exit 1',
    );
    const write = writeToBranch(request('a', gitTarget(remote.path)), realDeps());
    await expect(write).rejects.toMatchObject({
      code: 'PUSH_REFUSED',
      message: expect.stringMatching(
        /hook declined", "GH013: Repository rule violations found", "::error::gotcha"/,
      ),
      hint: expect.stringContaining('bypass the rule'),
    });
    expect(remote.count()).toBe(1);
    expect(remote.git(['hash-object', 'calls'])).toBe(remote.git(['hash-object', '--stdin'], 'once\n'));
  });

  test('of a repository that is not there', async () => {
    using remote = new BareRemote();
    const write = writeToBranch(request('a', gitTarget(`${remote.path}.none`)), realDeps());
    await expect(write).rejects.toMatchObject({ code: 'REMOTE_NOT_FOUND' });
  });
});

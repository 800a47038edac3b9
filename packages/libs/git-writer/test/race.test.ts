import { expect, test } from 'vitest';
import { type Snapshot, writeToBranch } from '../src/index.ts';
import { BareRemote } from './bare-remote.ts';
import { addEntry, gitTarget, realDeps, request, run1 } from './entries.ts';

test('32 concurrent writers on one branch: 32 land, none is lost, none lands twice', async () => {
  using remote = new BareRemote();
  const names = Array.from({ length: 32 }, (_, index) => `entry-${String(index).padStart(2, '0')}`);
  const write = (name: string, index: number) => {
    const run = { ...run1, runId: 1000 + index };
    const backoff = { firstDelayMs: 800, maxDelayMs: 4000 };
    return writeToBranch(
      request(name, gitTarget(remote.path), { run, backoff, deadlineMs: 280_000 }),
      realDeps(),
    );
  };
  const results = await Promise.all(names.map(write));
  const commits = new Set(results.map((result) => result.kind === 'committed' && result.commit));
  expect(commits.size).toBe(32);
  expect(JSON.parse(remote.read('entries.json'))).toEqual(names);
  expect(remote.count()).toBe(33);
  remote.git(['fsck', '--strict']);
}, 300_000);

test('a lost race runs the producer again on the new head, and says so', async () => {
  using remote = new BareRemote();
  const heads: (string | undefined)[] = [];
  const produce = async (snapshot: Snapshot) => {
    heads.push(snapshot.head);
    const produced = await addEntry('ours')(snapshot);
    if (heads.length === 1) remote.commit({ 'entries.json': '["theirs"]' });
    return produced;
  };
  const deps = realDeps();
  const result = await writeToBranch(request('ours', gitTarget(remote.path), { produce }), deps);
  expect(result).toMatchObject({ attempts: 2, base: heads[1], landedBy: 'push' });
  expect(JSON.parse(remote.read('entries.json'))).toEqual(['ours', 'theirs']);
  expect(deps.lines[0]).toMatch(
    /^info: Attempt 1 to write to "main": lost-race \("stale info", .*\); next attempt in \d\.\d s\.$/,
  );
});

test('a branch that was rewound meanwhile is not wound forward again', async () => {
  using remote = new BareRemote();
  const [first, second] = [remote.head() ?? '', remote.commit({ 'bad.txt': 'to be taken back' })];
  let asked = 0;
  const produce = async (snapshot: Snapshot) => {
    asked += 1;
    if (asked === 1) remote.git(['update-ref', 'refs/heads/main', first, second]);
    return addEntry('a')(snapshot);
  };
  const result = await writeToBranch(request('a', gitTarget(remote.path), { produce }), realDeps());
  expect(result).toMatchObject({ attempts: 2, base: first });
  expect(remote.count()).toBe(2);
});

test('a later writer that took the entry away again is told, not failed', async () => {
  using remote = new BareRemote();
  remote.hook(
    'post-receive',
    `git update-ref refs/heads/main $(git commit-tree -m later -p main ${'$'}(git rev-parse main~1^{tree}))`,
  );
  const env = {
    GIT_AUTHOR_NAME: 'x',
    GIT_AUTHOR_EMAIL: 'x',
    GIT_COMMITTER_NAME: 'x',
    GIT_COMMITTER_EMAIL: 'x',
  };
  const deps = realDeps({ env: { ...process.env, ...env } });
  const result = await writeToBranch(request('a', gitTarget(remote.path)), deps);
  expect(result).toMatchObject({ kind: 'committed', head: remote.head(), overtaken: ['a'] });
  expect(deps.lines.at(-1)).toMatch(
    /^warning: Commit \w+ landed, and a later one .* took this away again: "a"\.$/,
  );
});

test('what is missing after the write fails with NOT_PROVEN', async () => {
  using remote = new BareRemote();
  const verify = async () => ['3.14.2 / s390x'];
  const write = writeToBranch(request('a', gitTarget(remote.path), { verify }), realDeps());
  await expect(write).rejects.toMatchObject({
    code: 'NOT_PROVEN',
    message: expect.stringContaining('"3.14.2 / s390x"'),
  });
});

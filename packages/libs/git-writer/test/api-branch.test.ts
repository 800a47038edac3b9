import { inspect } from 'node:util';
import {
  type CommitsOptions,
  commitRoutes,
  json,
  ruleViolation,
  type Stage,
  startStage,
} from '@gatehouse/rehearsal';
import { describe, expect, test, vi } from 'vitest';
import { type ApiTarget, type Produced, type Snapshot, writeToBranch } from '../src/index.ts';
import { BareRemote } from './bare-remote.ts';
import { addEntry, realDeps, request, run1 } from './entries.ts';

const token = 'ghs_anothersecrettoken123456';

function startGitHub(remote: BareRemote, options: Partial<CommitsOptions> = {}): Promise<Stage> {
  const repositories = { 'acme/widgets': remote.path };
  return startStage({ routes: commitRoutes({ repositories, token, ...options }) });
}

const targetOn = (stage: Stage, rest: Partial<ApiTarget> = {}): ApiTarget => ({
  mode: 'api',
  repository: 'acme/widgets',
  branch: 'main',
  token,
  apiUrl: stage.url,
  ...rest,
});

/** A clock that takes no time over its pauses. */
function pausingClock() {
  const pauses: number[] = [];
  const sleep = async (ms: number) => void pauses.push(ms);
  return { pauses, clock: { now: () => performance.now(), sleep, random: () => 0.5 } };
}

const mutations = (stage: Stage) => stage.journal.filter(({ path }) => path.endsWith('/graphql')).length;

describe('a write through the API', () => {
  test('lands as one commit on the head, with sign-off and trailers', async () => {
    using remote = new BareRemote();
    await using stage = await startGitHub(remote);
    const base = remote.head();
    const signOff = { name: 'Signer', email: 'signer@example.com' };
    const result = await writeToBranch(request('a', targetOn(stage), { signOff }), realDeps());
    const commit = remote.head();
    expect(result).toEqual({
      kind: 'committed',
      address: `${stage.url}/repos/acme/widgets`,
      commit,
      base,
      head: commit,
      attempts: 1,
      landedBy: 'push',
      overtaken: [],
    });
    expect(remote.git(['log', '-1', '--format=%P|%B', 'main'])).toBe(
      `${base}|Add a\n\nSigned-off-by: Signer <signer@example.com>\nGatehouse-Run: acme/widgets/100/1\nGatehouse-Keys: a`,
    );
    expect(stage.journal.map(({ problem }) => problem).filter(Boolean)).toEqual([]);
  });

  test('finds GraphQL beside /api/v3 on a server of one’s own', async () => {
    using remote = new BareRemote();
    await using stage = await startGitHub(remote, { root: '/api/v3' });
    await writeToBranch(request('a', targetOn(stage, { apiUrl: `${stage.url}/api/v3` })), realDeps());
    expect(stage.journal.map(({ path }) => path)).toContain('/api/graphql');
    expect(remote.count()).toBe(2);
  });

  test('reads, lists, writes and deletes files as git does', async () => {
    using remote = new BareRemote({ 'd/b': 'b', 'd/e/c': 'c', 'd/link': ['120000', 'b'], gone: 'x' });
    await using stage = await startGitHub(remote);
    const seen: unknown[] = [];
    const bytes = Buffer.from([0, 255, 10, 13, 0xc3]);
    const produce = async (snapshot: Snapshot): Promise<Produced> => {
      const paths = await snapshot.list('d');
      const contents = await Promise.all(paths.map((path) => snapshot.read(path)));
      seen.push(
        paths,
        contents.map((bytes) => Buffer.from(bytes ?? []).toString()),
      );
      return {
        kind: 'changes',
        files: new Map<string, Uint8Array | null>([
          ['d/new é', bytes],
          ['gone', null],
        ]),
        message: 'x',
      };
    };
    const verify = async (snapshot: Snapshot) => {
      seen.push(await snapshot.read('d/new é'));
      return [];
    };
    await writeToBranch(request('a', targetOn(stage), { produce, verify }), realDeps());
    expect(seen).toEqual([['d/b', 'd/e/c'], ['b', 'c'], bytes]);
    const names = remote.git(['ls-tree', '-r', '-z', '--name-only', 'main']).split('\0');
    expect(names.filter(Boolean)).toEqual(['d/b', 'd/e/c', 'd/link', 'd/new é']);
  });

  test('makes no commit when there is nothing to do', async () => {
    using remote = new BareRemote({ 'entries.json': '["a"]' });
    await using stage = await startGitHub(remote);
    expect(await writeToBranch(request('a', targetOn(stage)), realDeps())).toMatchObject({
      kind: 'unchanged',
    });
    expect(mutations(stage)).toBe(0);
  });

  test('8 concurrent writers: 8 land, none is lost', async () => {
    using remote = new BareRemote();
    await using stage = await startGitHub(remote);
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const backoff = { firstDelayMs: 100, maxDelayMs: 1000 };
    const write = (name: string, index: number) =>
      writeToBranch(
        request(name, targetOn(stage), { run: { ...run1, runId: 200 + index }, backoff }),
        realDeps(),
      );
    await Promise.all(names.map(write));
    expect(JSON.parse(remote.read('entries.json'))).toEqual(names);
    expect(remote.count()).toBe(9);
  });
});

describe('a write through the API is tried again', () => {
  test('after STALE_DATA, on the new head', async () => {
    using remote = new BareRemote();
    const beforeCommit = async (nth: number) => {
      if (nth === 1) remote.commit({ 'entries.json': '["theirs"]' });
      return undefined;
    };
    await using stage = await startGitHub(remote, { beforeCommit });
    const deps = realDeps();
    expect(await writeToBranch(request('ours', targetOn(stage)), deps)).toMatchObject({
      attempts: 2,
      landedBy: 'push',
    });
    expect(JSON.parse(remote.read('entries.json'))).toEqual(['ours', 'theirs']);
    expect(deps.lines[0]).toMatch(/Attempt 1 .*: lost-race \("STALE_DATA: Expected branch to point to/);
  });

  test('after a 502 that came although the commit was made, and finds it', async () => {
    using remote = new BareRemote();
    const afterCommit = (nth: number) => (nth === 1 ? { status: 502, body: '<html>Bad gateway' } : undefined);
    await using stage = await startGitHub(remote, { afterCommit });
    const produce: ReturnType<typeof addEntry> = (snapshot) => addEntry(`a${Math.random()}`)(snapshot);
    const result = await writeToBranch(
      request('a', targetOn(stage), { produce, verify: undefined }),
      realDeps(),
    );
    expect(result).toMatchObject({ attempts: 2, landedBy: 'found-after-lost-answer', commit: remote.head() });
    expect(remote.count()).toBe(2);
  });

  test('after a connection that broke although the commit was made, and finds it', async () => {
    using remote = new BareRemote();
    await using stage = await startGitHub(remote);
    stage.fault({ kind: 'lost-answer', on: { path: '/graphql', nth: 1 } });
    const result = await writeToBranch(request('a', targetOn(stage)), realDeps());
    expect(result).toMatchObject({ landedBy: 'found-after-lost-answer', commit: remote.head() });
    expect(remote.count()).toBe(2);
  });

  test.each([
    ['a 429 with Retry-After', { status: 429, retryAfter: 7 }, 7000, 1],
    [
      'a 403 of the secondary rate limit',
      { status: 403, body: '{"message":"You have exceeded a secondary rate limit."}' },
      60_000,
      1,
    ],
    ['a 503, from a new look at the branch', { status: 503 }, 0, 2],
  ])('after %s, when it is time', async (_, answer, least, attempts) => {
    using remote = new BareRemote();
    await using stage = await startGitHub(remote);
    stage.fault({ kind: 'status', ...answer, on: { path: '/graphql', nth: 1 } });
    const { clock, pauses } = pausingClock();
    const write = request('a', targetOn(stage), { deadlineMs: 120_000 });
    expect(await writeToBranch(write, realDeps({ clock }))).toMatchObject({ attempts });
    expect(pauses.map((ms) => ms >= least && ms < least + 1000)).toEqual([true]);
    expect(remote.count()).toBe(2);
  });

  test('after a rate limit that ends by the server’s clock, whatever the runner’s shows', async () => {
    using remote = new BareRemote();
    const theirs = Date.now() + 600_000;
    const headers = {
      date: new Date(theirs).toUTCString(),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.floor(theirs / 1000) + 30),
    };
    await using stage = await startGitHub(remote);
    const limits = [Response.json({ message: 'API rate limit exceeded' }, { status: 403, headers })];
    const limited: typeof fetch = async (...asked) => limits.pop() ?? fetch(...asked);
    const { clock, pauses } = pausingClock();
    const write = request('a', targetOn(stage), { deadlineMs: 120_000 });
    expect(await writeToBranch(write, realDeps({ clock, fetch: limited }))).toMatchObject({
      kind: 'committed',
    });
    expect(pauses.map((ms) => Math.floor(ms / 10_000))).toEqual([3]);
  });

  test('after a row of failed reads, with shorter pauses than before, while there is time', async () => {
    using remote = new BareRemote();
    await using stage = await startGitHub(remote);
    stage.fault({ kind: 'status', status: 503, on: { path: /repos/, nth: [1, 2, 3, 4, 5, 6] } });
    let now = 0;
    const sleep = async (ms: number) => {
      now += ms;
    };
    const clock = { now: () => now, sleep, random: () => 0.9 };
    const result = await writeToBranch(request('a', targetOn(stage)), realDeps({ clock }));
    expect(result).toMatchObject({ kind: 'committed', attempts: 2 });
  });

  test('but not after a rate limit that outlasts the deadline', async () => {
    using remote = new BareRemote();
    await using stage = await startGitHub(remote);
    stage.fault({ kind: 'status', status: 429, retryAfter: 60, on: { path: '/graphql', nth: 1 } });
    const write = writeToBranch(request('a', targetOn(stage)), realDeps());
    await expect(write).rejects.toMatchObject({
      code: 'GAVE_UP',
      message: expect.stringContaining('Retry-After asks for a pause of 60 s'),
    });
    expect(mutations(stage)).toBe(1);
  });

  test('after a minute without an answer to the mutation, with time to find what became of it', async () => {
    using remote = new BareRemote();
    await using stage = await startGitHub(remote);
    stage.fault({ kind: 'delay', ms: 10_000, on: { path: '/graphql', nth: 1 } });
    const { timeout } = AbortSignal;
    using minute = vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => timeout(ms / 100));
    const result = await writeToBranch(request('a', targetOn(stage)), realDeps());
    expect(result).toMatchObject({ kind: 'committed', attempts: 2 });
    expect(minute).toHaveBeenCalledWith(60_000);
  });

  test('when the reads after it are stale, it is read back until it shows', async () => {
    using remote = new BareRemote();
    await using stage = await startGitHub(remote, { staleReads: 2 });
    const deps = realDeps();
    expect(await writeToBranch(request('a', targetOn(stage)), deps)).toMatchObject({
      attempts: 1,
      head: remote.head(),
    });
    expect(deps.lines.filter((line) => line.includes('not-there-yet'))).toHaveLength(2);
  });
});

describe('a write through the API is refused for good, after one attempt,', () => {
  test.each([
    [
      'by a rule of the repository',
      { beforeCommit: async () => ruleViolation },
      'PUSH_REFUSED',
      'Changes must be made through a pull request',
    ],
    [
      'without the permission to write',
      { contents: 'read' },
      'NO_PERMISSION',
      'Resource not accessible by integration',
    ],
  ] as const)('%s', async (_, options, code, words) => {
    using remote = new BareRemote();
    await using stage = await startGitHub(remote, options);
    const write = writeToBranch(request('a', targetOn(stage)), realDeps());
    await expect(write).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
    expect(mutations(stage)).toBe(1);
  });

  test.each([
    ['a token that is not valid', { token: 'wrong' }, 'NO_PERMISSION'],
    ['a repository that is not there', { repository: 'acme/none' }, 'REMOTE_NOT_FOUND'],
    ['a branch that is not there', { branch: 'feature/none' }, 'BRANCH_MISSING'],
    ['a name that is no repository', { repository: '../acme' }, 'BAD_REMOTE'],
  ] as const)('for %s', async (_, rest, code) => {
    using remote = new BareRemote();
    await using stage = await startGitHub(remote);
    const write = writeToBranch(request('a', targetOn(stage, rest)), realDeps());
    await expect(write).rejects.toMatchObject({ code });
    expect(mutations(stage)).toBe(0);
  });

  test('for an executable file, which the API would make plain', async () => {
    using remote = new BareRemote({ 'entries.json': ['100755', '[]'] });
    await using stage = await startGitHub(remote);
    const write = writeToBranch(request('a', targetOn(stage)), realDeps());
    await expect(write).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });

  test('for more than 40 MB, before anything is sent', async () => {
    using remote = new BareRemote();
    await using stage = await startGitHub(remote);
    const files = new Map([['big', new Uint8Array(30_000_000)]]);
    const produce = async (): Promise<Produced> => ({ kind: 'changes', files, message: 'x' });
    const write = writeToBranch(request('a', targetOn(stage), { produce }), realDeps());
    await expect(write).rejects.toMatchObject({ code: 'TOO_LARGE' });
    expect(mutations(stage)).toBe(0);
  });

  test('by an answer that is no JSON', async () => {
    const page = { method: 'GET', path: /.*/, handle: () => ({ status: 200, body: '<html>Sign in' }) };
    await using stage = await startStage({ routes: [page] });
    const write = writeToBranch(request('a', targetOn(stage)), realDeps());
    await expect(write).rejects.toMatchObject({
      code: 'REMOTE_FAILED',
      message: expect.stringContaining('Sign in'),
    });
  });

  test('and a 403 names the permission that the API asks for', async () => {
    const headers = { 'x-accepted-github-permissions': 'contents=read' };
    const handle = () => json(403, { message: 'Resource not accessible by personal access token' }, headers);
    await using stage = await startStage({ routes: [{ method: 'GET', path: /.*/, handle }] });
    const write = writeToBranch(request('a', targetOn(stage)), realDeps());
    await expect(write).rejects.toMatchObject({
      code: 'NO_PERMISSION',
      hint: expect.stringMatching(/"contents: read" .*"contents: write"/),
    });
  });

  test('by an answer of more than 64 MiB', async () => {
    const body = Buffer.alloc(64 * 1024 * 1024 + 1, ' ');
    const page = { method: 'GET', path: /.*/, handle: () => ({ status: 200, body }) };
    await using stage = await startStage({ routes: [page] });
    const write = writeToBranch(request('a', targetOn(stage)), realDeps());
    await expect(write).rejects.toMatchObject({ code: 'REMOTE_FAILED' });
    expect(stage.journal).toHaveLength(1);
  });

  test('and no part of a long token that the server repeats is told', async () => {
    const long = `ghs_${'0123456789'.repeat(50)}`;
    const handle = () => json(400, { message: `${'x'.repeat(150)}${long}` });
    await using stage = await startStage({ routes: [{ method: 'GET', path: /.*/, handle }] });
    const deps = realDeps();
    const write = writeToBranch(request('a', targetOn(stage, { token: long })), deps);
    const error = await write.catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'REMOTE_FAILED' });
    expect(`${inspect(error)} ${deps.lines.join()}`).not.toContain('ghs_0123');
  });
});

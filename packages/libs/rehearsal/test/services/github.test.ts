import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import {
  createScene,
  identityEnvironment,
  identityRoutes,
  json,
  refRoutes,
  repositoryRoutes,
  route,
  runBoard,
  startStage,
} from '../../src/index.ts';

async function ask(address: string, method = 'GET', body?: unknown) {
  const answer = await fetch(address, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
}

describe('refs', () => {
  it('are made once, moved forward only, listed and deleted', async () => {
    await using scene = await createScene({ files: { a: '1' } });
    const repositories = { 'octo/widgets': scene.bare };
    await using stage = await startStage({
      routes: [...refRoutes({ repositories }), ...repositoryRoutes({ repositories })],
    });
    const git = `${stage.url}/repos/octo/widgets/git`;
    const sha = await scene.head();
    const made = await ask(`${git}/refs`, 'POST', { ref: 'refs/tags/v1', sha });
    expect(made).toMatchObject({
      status: 201,
      body: { ref: 'refs/tags/v1', object: { type: 'commit', sha } },
    });
    const messages = [
      await ask(`${git}/refs`, 'POST', { ref: 'refs/tags/v1', sha }),
      await ask(`${git}/refs`, 'POST', { ref: 'refs/tags/v2', sha: '0'.repeat(40) }),
      await ask(`${git}/refs`, 'POST', { ref: 'tags/v2', sha }),
      await ask(`${git}/refs/heads/none`, 'PATCH', { sha }),
    ].map(({ status, body }) => `${status} ${body.message}`);
    expect(messages).toEqual([
      '422 Reference already exists',
      '422 Object does not exist',
      "422 Reference name must start with 'refs/' and contain at least two slashes.",
      '422 Reference does not exist',
    ]);
    expect((await ask(`${git}/matching-refs/tags/v`)).body).toHaveLength(1);
    expect((await ask(`${git}/refs/tags/v1`, 'DELETE')).status).toBe(204);
    expect((await ask(`${git}/matching-refs/tags/v`)).body).toEqual([]);
    expect((await ask(`${stage.url}/repos/octo/widgets`)).body.default_branch).toBe('main');
    expect((await ask(`${stage.url}/repos/octo/widgets/branches/main`)).body.commit.sha).toBe(sha);
  });

  it('do not move backwards unless forced, nor against a rule', async () => {
    await using scene = await createScene({ files: { a: '1' } });
    const old = await scene.head();
    const repositories = { 'octo/widgets': scene.bare };
    const rule = (ref: string) =>
      ref === 'refs/heads/kept' ? 'Repository rule violations found' : undefined;
    await using stage = await startStage({ routes: refRoutes({ repositories, ruleAgainst: rule }) });
    const refs = `${stage.url}/repos/octo/widgets/git/refs`;
    const tree = `${old}^{tree}`;
    const who = ['-c', 'user.name=a', '-c', 'user.email=a@b.invalid'];
    const args = ['-C', scene.bare, ...who, 'commit-tree', '-p', old, '-m', 'next', tree];
    const next = execFileSync('git', args, { encoding: 'utf8' }).trim();
    expect((await ask(`${refs}/heads/main`, 'PATCH', { sha: next })).status).toBe(200);
    expect((await ask(`${refs}/heads/main`, 'PATCH', { sha: old })).body.message).toBe(
      'Update is not a fast forward',
    );
    expect((await ask(`${refs}/heads/main`, 'PATCH', { sha: old, force: true })).status).toBe(200);
    expect((await ask(refs, 'POST', { ref: 'refs/heads/kept', sha: old })).status).toBe(422);
  });
});

it('runs are found by commit, event and status, the latest attempt first', async () => {
  const board = runBoard();
  await using stage = await startStage({ routes: board.routes });
  const job = { id: 'a', name: 'a', startMs: 0, endMs: 1, steps: [], kept: false } as const;
  const run = {
    repository: 'o/r',
    runId: 7,
    file: 'ci.yml',
    event: 'push',
    ref: 'refs/heads/main',
    sha: 'f00',
  };
  board.tell({ ...run, attempt: 1, conclusion: 'failure', jobs: [{ ...job, result: 'failure' }] });
  board.tell({ ...run, attempt: 2, jobs: [{ ...job, result: 'unfinished' }] });
  const runs = `${stage.url}/repos/o/r/actions/runs`;
  const found = await ask(`${stage.url}/repos/o/r/actions/workflows/ci.yml/runs?head_sha=f00&event=push`);
  expect(found.body).toMatchObject({
    total_count: 1,
    workflow_runs: [{ id: 7, run_attempt: 2, status: 'in_progress', conclusion: null }],
  });
  expect((await ask(`${runs}?status=success`)).body.total_count).toBe(0);
  expect((await ask(`${runs}/7/attempts/1`)).body.conclusion).toBe('failure');
  expect((await ask(`${runs}/7/jobs`)).body.jobs[0].status).toBe('in_progress');
  board.tell({ ...run, attempt: 2, conclusion: 'success', jobs: [{ ...job, result: 'success' }] });
  expect((await ask(`${runs}?status=success`)).body.total_count).toBe(1);
});

describe('an identity token', () => {
  const claims = {
    repository: 'octo/widgets',
    runId: 7,
    attempt: 2,
    ref: 'refs/tags/v1',
    sha: 'a'.repeat(40),
    workflowRef: 'octo/widgets/.github/workflows/release.yml@refs/tags/v1',
    event: 'push',
  };

  it('says which run it is for', async () => {
    await using stage = await startStage({ routes: identityRoutes() });
    const env = identityEnvironment(stage, claims);
    const answer = await fetch(`${env.ACTIONS_ID_TOKEN_REQUEST_URL}&audience=sigstore`, {
      headers: { authorization: `Bearer ${env.ACTIONS_ID_TOKEN_REQUEST_TOKEN}` },
    });
    const { value } = (await answer.json()) as { value: string };
    const [, payload = ''] = value.split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      iss: `${stage.url}/oidc`,
      aud: 'sigstore',
      sub: 'repo:octo/widgets:ref:refs/tags/v1',
      run_attempt: '2',
      ref_type: 'tag',
      workflow_ref: claims.workflowRef,
      job_workflow_ref: claims.workflowRef,
    });
    expect(stage.journal[0]?.authorization).toBe('Bearer ***');
  });

  it('is for those only who were given a request token', async () => {
    await using stage = await startStage({ routes: identityRoutes() });
    expect((await fetch(`${stage.url}/oidc/token`)).status).toBe(401);
  });
});

it('a stale list is the one from before, as often as the fault says', async () => {
  const items: string[] = [];
  const routes = [
    route('GET', '/list', () => json(200, items)),
    route('POST', '/list', () => {
      items.push('new');
      return json(201, items);
    }),
  ];
  await using stage = await startStage({
    routes,
    faults: [{ on: { method: 'GET', path: '/list' }, kind: 'stale', times: 2 }],
  });
  const read = async () => (await ask(`${stage.url}/list`)).body.length;
  expect(await read()).toBe(0);
  await ask(`${stage.url}/list`, 'POST', {});
  expect([await read(), await read(), await read(), await read()]).toEqual([0, 0, 1, 1]);
  expect(stage.journal.map(({ fault }) => fault)).toEqual([
    undefined,
    undefined,
    'stale',
    'stale',
    undefined,
    undefined,
  ]);
});

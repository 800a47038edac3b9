import { expect, it } from 'vitest';
import {
  commitRoutes,
  createScene,
  historyRoutes,
  raceWriter,
  runBoard,
  startStage,
} from '../../src/index.ts';
import { git } from '../../src/scene/git.ts';

const ci = '.github/workflows/ci.yml';

/** A repository of two commits, the first of which has an annotated tag. */
async function setUp() {
  const scene = await createScene({ files: { [ci]: 'name: CI\n', a: '1' } });
  const first = await scene.head();
  await git(scene.bare, ['tag', '--annotate', '--message=One', 'v1', first]);
  const race = await raceWriter(scene.bare, 'main', 'a', 1);
  await race.done;
  const repositories = { 'octo/widgets': scene.bare };
  const stage = await startStage({
    routes: [...historyRoutes({ repositories }), ...commitRoutes({ repositories })],
  });
  const get = async (path: string) => {
    const answer = await fetch(`${stage.url}/repos/octo/widgets/${path}`);
    const text = await answer.text();
    return {
      status: answer.status,
      body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
    };
  };
  return {
    first,
    second: await scene.head(),
    get,
    async [Symbol.asyncDispose]() {
      await stage.close();
      await scene.close();
    },
  };
}

it('an annotated tag leads to its commit in two steps', async () => {
  await using stand = await setUp();
  const { body: ref } = await stand.get('git/ref/tags/v1');
  expect(ref.object.type).toBe('tag');
  const { body: tag } = await stand.get(`git/tags/${ref.object.sha}`);
  expect(tag).toMatchObject({ tag: 'v1', object: { type: 'commit', sha: stand.first } });
  expect((await stand.get(`git/tags/${stand.first}`)).status).toBe(404);
});

it('a comparison says how two commits stand to each other', async () => {
  await using stand = await setUp();
  const { first, second, get } = stand;
  expect((await get(`compare/${first}...${second}`)).body).toMatchObject({ status: 'ahead', ahead_by: 1 });
  expect((await get(`compare/${second}...${first}`)).body).toMatchObject({ status: 'behind', behind_by: 1 });
  expect((await get(`compare/${first}...${first}`)).body).toMatchObject({ status: 'identical' });
  expect((await get(`compare/${'0'.repeat(40)}...${first}`)).status).toBe(404);
});

it('a commit shows its message and its files, and a folder and a file are there at any commit', async () => {
  await using stand = await setUp();
  const { first, second, get } = stand;
  const names = (await get(`commits/${first}`)).body.files.map(
    ({ filename }: { filename: string }) => filename,
  );
  expect(names).toEqual([ci, 'a']);
  expect((await get('commits/main')).body.sha).toBe(second);
  expect((await get('commits/none')).status).toBe(404);
  expect((await get(`contents/.github/workflows?ref=${first}`)).body).toMatchObject([{ path: ci }]);
  expect((await get(`contents/${ci}?ref=${first}`)).body).toBe('name: CI\n');
  expect((await get('contents/none')).status).toBe(404);
});

it('a workflow of the default branch has the id that its runs name', async () => {
  await using stand = await setUp();
  const { workflows } = (await stand.get('actions/workflows')).body;
  expect(workflows).toMatchObject([{ path: ci, state: 'active' }]);
  const listed: number[] = [];
  const board = runBoard(Date.now, (nth) => listed.push(nth));
  const known = {
    repository: 'octo/widgets',
    file: 'ci.yml',
    event: 'push',
    ref: 'refs/heads/main',
    jobs: [],
  };
  board.tell({ ...known, runId: 1, attempt: 1, sha: stand.first, conclusion: 'cancelled' });
  await using stage = await startStage({ routes: board.routes });
  const runs = async (path: string) => {
    const answer = await fetch(`${stage.url}/repos/octo/widgets/actions/${path}`);
    return ((await answer.json()) as { total_count: number }).total_count;
  };
  expect(await runs(`workflows/${workflows[0].id}/runs`)).toBe(1);
  expect(await runs('workflows/ci.yml/runs')).toBe(1);
  expect(await runs('workflows/7/runs')).toBe(0);
  expect([await runs('runs'), await runs('runs?head_sha=x'), listed]).toEqual([1, 0, [1, 2]]);
});

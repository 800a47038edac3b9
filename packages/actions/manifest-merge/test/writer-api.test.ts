import { commitRoutes, ruleViolation, startStage } from '@gatehouse/rehearsal';
import { expect, test } from 'vitest';
import { MATRIX, PPC, S390X } from './legs.ts';
import { ROOT, type Stand, setUp } from './scene.ts';

const TOKEN = 'ghs_0123456789abcdefghijklmnopqrstuvwxyz';
const step = { writer: 'api', token: TOKEN };

async function onStage(stand: Stand, options: Partial<Parameters<typeof commitRoutes>[0]> = {}) {
  const repositories = { 'octo/pythons': stand.scene.bare };
  return startStage({ routes: commitRoutes({ repositories, token: TOKEN, ...options }) });
}

test.concurrent('the writer api lets GitHub make one commit', async () => {
  await using stand = await setUp();
  await using stage = await onStage(stand);
  const before = await stand.scene.head();
  const { code, outputs } = await stand.merge({ files: MATRIX, step, run: { apiUrl: stage.url } });
  expect(code).toBe('');
  const commits = await stand.scene.commits(before);
  expect(commits).toMatchObject([{ sha: outputs.commit, author: 'github-actions[bot]', files: [ROOT] }]);
  expect(stage.journal.filter(({ method }) => method === 'POST')).toHaveLength(1);
});

test.concurrent('the writer api merges again on the new head when somebody else was faster', async () => {
  await using stand = await setUp();
  await using stage = await onStage(stand, {
    beforeCommit: async (nth) => {
      if (nth === 1) await stand.merge({ files: [S390X], run: { runId: 900 } });
      return undefined;
    },
  });
  const { code, evidence } = await stand.merge({ files: [PPC], step, run: { apiUrl: stage.url } });
  expect([code, evidence.write]).toMatchObject(['', { attempts: 2 }]);
  expect((await stand.manifest()).flatMap(({ files }) => files.map(({ arch }) => arch))).toEqual([
    'ppc64le',
    's390x',
  ]);
});

test.concurrent('the writer api finds its commit when the answer was lost', async () => {
  await using stand = await setUp();
  await using stage = await onStage(stand, {
    afterCommit: (nth) => (nth === 1 ? { status: 502 } : undefined),
  });
  const { code, evidence } = await stand.merge({ files: [PPC], step, run: { apiUrl: stage.url } });
  expect([code, evidence.write]).toMatchObject(['', { landed_by: 'found-after-lost-answer' }]);
  expect(await stand.scene.commits()).toHaveLength(2);
});

test.concurrent('the writer api makes no commit when nothing changes', async () => {
  await using stand = await setUp();
  await using stage = await onStage(stand);
  await stand.merge({ files: [PPC] });
  const { outputs } = await stand.merge({
    files: [PPC],
    step,
    run: { apiUrl: stage.url, runId: 1002 },
  });
  expect(outputs.changed).toBe(false);
  expect(stage.journal.map(({ method }) => method)).not.toContain('POST');
});

test.concurrent('the writer api is told at once that a rule stands against it', async () => {
  await using stand = await setUp();
  await using stage = await onStage(stand, { beforeCommit: async () => ruleViolation });
  const before = await stand.scene.head();
  const { code, message } = await stand.merge({ files: [PPC], step, run: { apiUrl: stage.url } });
  expect([code, message.includes('Repository rule violations found')]).toEqual(['PUSH_REFUSED', true]);
  expect(stage.journal.filter(({ method }) => method === 'POST')).toHaveLength(1);
  expect(await stand.scene.head()).toBe(before);
});

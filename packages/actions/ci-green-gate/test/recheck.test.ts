import { expect, it } from 'vitest';
import { aRun, NEWER, SHA } from './github.ts';
import { play } from './play.ts';

const green = { runs: () => [aRun()] };
const evidence = async (more: object = {}) => JSON.stringify({ ...(await play(green)).evidence, ...more });
const recheck = async (
  world: Parameters<typeof play>[0],
  more: object = {},
  given: Record<string, string> = {},
) => play(world, { recheck: 'true', evidence: await evidence(more), ...given });

it('a recheck asks the whole question again', async () => {
  const played = await recheck(green);
  expect([played.verdict, played.evidence.changes]).toEqual(['pass', []]);
  expect(played.requests).toHaveLength(2);
});

it('a recheck fails when a run has turned red, or the head has moved', async () => {
  expect((await recheck({ runs: () => [aRun({ run_attempt: 2, conclusion: 'failure' })] })).message).toMatch(
    /^ci\.yml failed/,
  );
  const moved = await recheck({ ...green, refs: () => ({ 'heads/main': { type: 'commit', sha: NEWER } }) });
  expect(moved.message).toContain('is not the head of main');
});

it('a recheck does not wait for a run that runs again', async () => {
  const played = await recheck({
    runs: () => [aRun({ run_attempt: 2, status: 'queued', conclusion: null })],
  });
  expect([played.verdict, played.pauses]).toEqual(['fail', []]);
});

it('a recheck reports another attempt that is green', async () => {
  const played = await recheck({ runs: () => [aRun({ run_attempt: 2 })] });
  expect([played.verdict, played.evidence.changes]).toEqual([
    'pass',
    ['ci.yml: run 1000, attempt 1 the first time, run 1000, attempt 2 now'],
  ]);
});

it.each([
  [{ verdict: 'fail' }, {}, /earlier evidence says fail/],
  [{ sha: NEWER }, {}, /is about the commit "b{40}"/],
  [{ repository: 'octo/gears' }, {}, /is about "octo\/gears"/],
  [{}, { workflows: '- ci.yml\n- fuzz.yml' }, /says nothing of fuzz\.yml/],
])('evidence with %j does not do for %j, and nothing is requested', async (more, given, message) => {
  const played = await recheck(green, more, given);
  expect([played.verdict, played.requests]).toEqual(['fail', []]);
  expect(played.message).toMatch(message);
});

it('the evidence names the question, what was seen and who asked', async () => {
  const { evidence: made } = await play(green, { policy: 'any-success' });
  expect(made).toMatchObject({
    schema: 'gatehouse.ci-green/v1',
    mode: 'workflows',
    verdict: 'pass',
    repository: 'octo/widgets',
    sha: SHA,
    checked_at: '2026-01-02T00:00:00.000Z',
    policy: 'any-success',
    allowed_conclusions: ['success'],
    required: ['.github/workflows/ci.yml'],
    gate: { repository: 'octo/widgets', run_id: 555, run_attempt: 1, job: 'gate' },
    ref: { policy: 'head', branch: 'main', verdict: 'pass', head: SHA },
    workflows: [
      { path: '.github/workflows/ci.yml', verdict: 'pass', state: 'green', run: { id: 1000, attempt: 1 } },
    ],
  });
});

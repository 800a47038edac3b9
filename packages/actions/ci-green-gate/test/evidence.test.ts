import { expect, it } from 'vitest';
import { aRun, type Listed, SHA, type World } from './github.ts';
import { play } from './play.ts';

const FILES = Array.from({ length: 30 }, (_, at) => `integration-tests-${at}.yml`);
const LEGS = Array.from({ length: 250 }, (_, at) => `test (ubuntu-24.04, 3.${at}, postgres)`);

/** Thirty workflows, each with a run of 250 legs and with 25 runs that do not count. */
function crowded(conclusion: string): World {
  const runs = FILES.flatMap((file, at): readonly Listed[] => [
    aRun({ id: 20_000_000_000 + at, file, run_number: 100 }),
    ...Array.from({ length: 25 }, (_, nth) =>
      aRun({ id: 10_000_000_000 + 100 * at + nth, file, run_number: nth, head_branch: 'topic' }),
    ),
  ]);
  const legs = LEGS.map((name) => ({ name, run_attempt: 1, status: 'completed', conclusion }));
  return { runs: () => runs, jobs: Object.fromEntries(runs.map(({ id }) => [id, legs])) };
}

const asking = (jobs: readonly string[]) => ({
  workflows: JSON.stringify(FILES.map((file) => ({ file, jobs }))),
});

it.each([
  ['success', 'pass', ['test']],
  ['failure', 'fail', ['test']],
  ['success', 'pass', LEGS],
  ['failure', 'fail', LEGS],
] as const)('the evidence of a crowd of runs in %s stays small: %s', async (conclusion, verdict, jobs) => {
  const played = await play(crowded(conclusion), { ...asking(jobs), 'fail-fast': 'false' });
  expect(played.verdict).toBe(verdict);
  expect(Buffer.byteLength(JSON.stringify(played.evidence))).toBeLessThan(60_000);
});

it('a recheck works from the evidence of a crowd of runs', async () => {
  const world = crowded('success');
  const { evidence } = await play(world, asking(['test']));
  const again = { ...asking(['test']), recheck: 'true', evidence: JSON.stringify(evidence) };
  const played = await play(world, again);
  expect([played.verdict, played.evidence.changes]).toEqual(['pass', []]);
});

it('the evidence counts all jobs and other runs, and lists the first of those in the way', async () => {
  const job = (name: string, conclusion: string) => ({
    name,
    run_attempt: 1,
    status: 'completed',
    conclusion,
  });
  const bad = Array.from({ length: 5 }, (_, at) => job(`test (${at})`, 'failure'));
  const others = Array.from({ length: 5 }, (_, at) => aRun({ id: at + 1, head_branch: 'topic' }));
  const world = { runs: () => [aRun(), ...others], jobs: { 1000: [job('lint', 'success'), ...bad] } };
  const { evidence } = await play(world, { workflows: '- {file: ci.yml, jobs: [lint, test, docs]}' });
  expect(evidence.workflows).toMatchObject([
    {
      jobs_count: 3,
      jobs: [
        { name: 'test', count: 5, passed: 0, not_passed: bad.slice(0, 3).map(({ name }) => ({ name })) },
        { name: 'docs', count: 0, passed: 0, not_passed: [] },
        { name: 'lint', count: 1, passed: 1, not_passed: [] },
      ],
      others_count: 5,
      others: [{ mismatch: 'branch' }, { mismatch: 'branch' }, { mismatch: 'branch' }],
    },
  ]);
});

it('the evidence only counts what does not count beside a green run', async () => {
  const { evidence } = await play({ runs: () => [aRun(), aRun({ id: 2, head_branch: 'topic' })] });
  expect(evidence.workflows).toMatchObject([{ others_count: 1, others: [] }]);
});

it('the evidence names the question, what was seen and who asked', async () => {
  const { evidence: made } = await play({ runs: () => [aRun()] }, { policy: 'any-success' });
  expect(made).toMatchObject({
    schema: 'gatehouse.ci-green-gate/v1',
    mode: 'workflows',
    verdict: 'pass',
    repository: 'octo/widgets',
    sha: SHA,
    checked_at: '2026-01-02T00:00:00.000Z',
    policy: { runs: 'any-success', events: 'any', allowed_conclusions: ['success'] },
    required: ['.github/workflows/ci.yml'],
    run: { repository: 'octo/widgets', run_id: 555, run_attempt: 1, job: 'gate' },
    ref: { policy: 'head', branch: 'main', verdict: 'pass', head: SHA },
    workflows: [
      { path: '.github/workflows/ci.yml', verdict: 'pass', state: 'green', run: { id: 1000, attempt: 1 } },
    ],
  });
});

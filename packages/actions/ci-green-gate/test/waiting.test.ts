import { describe, expect, it } from 'vitest';
import { causeOf } from '../src/why/superseded.ts';
import { workflowRunOf } from '../src/workflows/workflow-run.ts';
import { aRun, NEWER, REPOSITORY, SHA, type World } from './github.ts';
import { looks, play } from './play.ts';

const running = (more: object = {}) => aRun({ status: 'in_progress', conclusion: null, ...more });
const LISTS = { path: `/repos/${REPOSITORY}/actions/runs` };
const two = { workflows: '- ci.yml\n- fuzz.yml', wait: 'true' };

describe('waiting', () => {
  it('costs one conditional request a look, whatever the number of workflows', async () => {
    const files = Array.from({ length: 30 }, (_, at) => `w${at}.yml`);
    const world: World = {
      runs: (now) =>
        files.map((file, at) =>
          now < 150_000 && at > 3 ? running({ file, id: at + 1 }) : aRun({ file, id: at + 1 }),
        ),
    };
    const played = await play(world, {
      workflows: files.map((file) => `- ${file}`).join('\n'),
      wait: 'true',
    });
    expect([played.verdict, looks(played).length, played.runs]).toMatchObject(['pass', 11, { length: 30 }]);
    // The branch before and after, ten looks that saw nothing new but one, and the tag of the branch's name.
    expect([played.requests.length, played.statuses.filter((status) => status === 304).length]).toEqual([
      14, 10,
    ]);
  });

  it('H3: ends within the deadline, and says what still runs', async () => {
    const played = await play({ runs: () => [running()] }, { wait: 'true', deadline: '10m' });
    expect([played.verdict, played.elapsedMs]).toEqual(['fail', 570_000]);
    expect(played.message).toBe('ci.yml is in progress (run 1000, attempt 1)');
  });

  it('G34: stops at the first red run, or waits for the others and tells of both', async () => {
    const world: World = {
      runs: (now) => [
        aRun({ conclusion: 'failure' }),
        now < 60_000
          ? running({ id: 2, file: 'fuzz.yml' })
          : aRun({ id: 2, file: 'fuzz.yml', conclusion: 'timed_out' }),
      ],
    };
    const fast = await play(world, two);
    expect([fast.verdict, fast.elapsedMs]).toEqual(['fail', 0]);
    const slow = await play(world, { ...two, 'fail-fast': 'false' });
    expect(slow.elapsedMs).toBe(60_000);
    expect(slow.message).toBe(
      'ci.yml failed (run 1000, attempt 1)\nfuzz.yml ran out of time (run 2, attempt 1)',
    );
  });

  it('G34: a red run that comes first leaves the others without a run yet, not without one', async () => {
    const played = await play({ runs: () => [aRun({ conclusion: 'failure' })] }, two);
    expect(played.message).toBe(
      'ci.yml failed (run 1000, attempt 1)\nfuzz.yml has no run yet (push on main)',
    );
    expect([played.elapsedMs, looks(played).length]).toEqual([0, 1]);
  });

  it('says what changed, and nothing else', async () => {
    const played = await play({ runs: (now) => [now < 60_000 ? running() : aRun()] }, { wait: 'true' });
    expect(played.log.filter((line) => line.startsWith('info: Look'))).toEqual([
      'info: Look 1: ci.yml is in progress (run 1000, attempt 1).',
      'info: Look 5: ci.yml succeeded (run 1000, attempt 1).',
    ]);
  });

  it('H3: does not go beyond the deadline for a rate limit on its last look', async () => {
    const last = { kind: 'status', status: 429, retryAfter: 20, on: { ...LISTS, nth: 3 } } as const;
    const played = await play(
      { runs: (now) => [now < 30_000 ? running() : aRun()] },
      { wait: 'true', deadline: '40s' },
      { faults: [last] },
    );
    expect([played.verdict, played.pauses]).toEqual(['unknown', [15_000, 15_000]]);
  });

  it('H3: takes the time for the reasons out of the deadline', async () => {
    const limit = (retryAfter: number) =>
      ({
        kind: 'status',
        status: 429,
        retryAfter,
        on: { path: '/repos/:o/:r/commits/:sha', nth: 1 },
      }) as const;
    const message = { commit: { message: 'Fix [skip ci]' } };
    const explained = async (deadline: string, retryAfter: number) => {
      const given = { deadline, wait: 'true' };
      const played = await play({ commit: message }, given, { faults: [limit(retryAfter)] });
      return { told: played.message.includes('[skip ci]'), inTime: played.elapsedMs <= 120_000 };
    };
    expect(await explained('120s', 50)).toEqual({ told: true, inTime: true });
    expect(await explained('120s', 70)).toEqual({ told: false, inTime: true });
  });

  it('does not pass when the head moves meanwhile', async () => {
    const world: World = {
      runs: (now) => [now < 60_000 ? running() : aRun()],
      refs: (nth) => ({ 'heads/main': { type: 'commit', sha: nth === 1 ? SHA : NEWER } }),
    };
    const played = await play(world, { wait: 'true' });
    expect([played.verdict, played.message]).toEqual([
      'fail',
      'aaaaaaaaaaaa is not the head of main, which is bbbbbbbbbbbb',
    ]);
  });
});

it('G43: a cancelled run names the newer commit that took its place', async () => {
  const cancelled = aRun({ conclusion: 'cancelled' });
  const newer = aRun({ id: 1001, run_number: 11, head_sha: NEWER });
  const played = await play({ runs: () => [newer, cancelled] }, { 'ref-policy': 'none' });
  expect(played.verdict).toBe('fail');
  expect(played.message).toBe(
    `ci.yml was cancelled (run 1000, attempt 1): the newer commit ${NEWER} took its place (run 1001, success); release that one`,
  );
});

it('G43: of a row of newer commits the next and the latest are named', async () => {
  const cancelled = aRun({ conclusion: 'cancelled' });
  const next = aRun({ id: 1001, run_number: 11, head_sha: NEWER, conclusion: 'cancelled' });
  const last = aRun({ id: 1002, run_number: 12, head_sha: 'c'.repeat(40) });
  const played = await play({ runs: () => [last, next, cancelled] });
  expect(played.message).toContain(
    `${NEWER} took its place (run 1001, cancelled); the latest is ${'c'.repeat(40)} (success)`,
  );
});

it.each([
  ['the same commit', { sha: SHA }],
  ['another branch', { branch: 'topic' }],
  ['another event', { event: 'schedule' }],
  ['an earlier push', { number: 9 }],
])('G43: a run of %s took nobody’s place', (_what, more) => {
  const cancelled = workflowRunOf(aRun({ conclusion: 'cancelled' }));
  const newer = { ...workflowRunOf(aRun({ id: 1001, run_number: 11, head_sha: NEWER })), ...more };
  expect(causeOf(cancelled, [newer, cancelled])).toMatchObject([{ code: 'cancelled' }]);
});

it('G43: a run that somebody cancelled is to be run again', async () => {
  const played = await play({ runs: () => [aRun({ conclusion: 'cancelled' })] });
  expect(played.message).toContain('no newer commit ran on the branch; run it again');
});

describe('G38: a required job', () => {
  const job = (name: string, more: object = {}) => ({
    name,
    run_attempt: 1,
    status: 'completed',
    conclusion: 'success',
    ...more,
  });
  const playJobs = (...jobs: readonly ReturnType<typeof job>[]) =>
    play(
      {
        runs: () => [aRun({ run_attempt: Math.max(...jobs.map(({ run_attempt }) => run_attempt)) })],
        jobs: { 1000: jobs },
      },
      { workflows: '- {file: ci.yml, jobs: [test]}' },
    );
  const literal = 'test ($' + '{{ matrix.v }})';

  it.each([
    ['that passed', [job('test')], 'pass', 'success'],
    ['that was skipped', [job('test', { conclusion: 'skipped' })], 'fail', 'job-skipped'],
    ['that failed although the run did not', [job('test', { conclusion: 'failure' })], 'fail', 'job-failure'],
    ['that is missing', [job('tests')], 'fail', 'job-missing'],
    ['that is a matrix', [job('test (3.9)'), job('test (3.10)')], 'pass', 'success'],
    [
      'that is a matrix with a skipped leg',
      [job('test (3.9)'), job('test (3.10)', { conclusion: 'skipped' })],
      'fail',
      'job-skipped',
    ],
    [
      'that is a skipped matrix under its literal name',
      [job(literal, { conclusion: 'skipped' })],
      'fail',
      'job-skipped',
    ],
    ['that is a called workflow', [job('test / unit'), job('test / e2e')], 'pass', 'success'],
    [
      'that passed when the failed ones ran again',
      [job('test'), job('docs', { conclusion: 'failure' }), job('docs', { run_attempt: 2 })],
      'pass',
      'success',
    ],
    [
      'that failed at first',
      [job('test', { conclusion: 'failure' }), job('test', { run_attempt: 2 })],
      'pass',
      'success',
    ],
    [
      'that failed in the end',
      [job('test'), job('test', { run_attempt: 2, conclusion: 'failure' })],
      'fail',
      'job-failure',
    ],
    [
      'of which two have one name',
      [job('test'), job('test', { conclusion: 'failure' })],
      'fail',
      'job-failure',
    ],
    [
      'that has no conclusion',
      [job('test', { status: 'in_progress', conclusion: null })],
      'fail',
      'job-in_progress',
    ],
  ])('%s', async (_what, jobs, verdict, reason) => {
    const played = await playJobs(...jobs);
    expect([played.verdict, played.evidence.workflows[0]?.reason]).toEqual([verdict, reason]);
  });

  const runs = [
    aRun({ id: 3, run_number: 12 }),
    aRun({ id: 2, run_number: 11, conclusion: 'failure' }),
    aRun({ id: 1, run_number: 10 }),
  ];
  const skipped = [job('test', { conclusion: 'skipped' })];
  const any = { policy: 'any-success', workflows: '- {file: ci.yml, jobs: [test]}' };

  it('is looked for in each green run where any success is enough', async () => {
    const played = await play({ runs: () => runs, jobs: { 3: skipped, 1: [job('test')] } }, any);
    expect([played.verdict, played.evidence.workflows[0]?.run]).toMatchObject(['pass', { id: 1 }]);
  });

  it('that is in no green run is told of the latest', async () => {
    const played = await play({ runs: () => runs, jobs: { 3: skipped, 1: skipped } }, any);
    expect(played.message).toMatch(/^ci\.yml has the job "test" as "skipped".*\(run 3, /);
  });

  it('is not looked for in an older green run where the latest decides', async () => {
    const world = { runs: () => runs, jobs: { 3: skipped, 1: [job('test')] } };
    expect((await play(world, { ...any, policy: 'latest' })).verdict).toBe('fail');
  });

  it('among more jobs than are listed is unknown', async () => {
    const played = await playJobs(...Array.from({ length: 1100 }, (_, at) => job(`other ${at}`)));
    expect([played.verdict, played.evidence.workflows[0]?.reason]).toEqual(['unknown', 'list-incomplete']);
  });
});

describe('many runs of one commit', () => {
  const scheduled = (count: number) =>
    Array.from({ length: count }, (_, at) => aRun({ id: 5000 + at, event: 'schedule', file: 'cron.yml' }));

  it('of another event stand in nobody’s way', async () => {
    const played = await play({ runs: () => [...scheduled(2000), aRun()] });
    expect([played.verdict, looks(played).length]).toEqual(['pass', 1]);
  });

  it('are listed by event where several events count', async () => {
    const played = await play({ runs: () => [...scheduled(2000), aRun()] }, { events: 'push merge_group' });
    expect([played.verdict, looks(played).length]).toEqual(['pass', 5]);
  });

  it('do not count when they are of other commits, nor get in the way', async () => {
    const others = Array.from({ length: 2000 }, (_, at) => aRun({ id: at + 5000, head_sha: NEWER }));
    const played = await play({ runs: () => [...others, aRun()] });
    expect([played.verdict, looks(played).length]).toEqual(['pass', 1]);
  });

  it.each([
    ['first', 1],
    ['last', 2],
  ])('count once, in the newest attempt, when a page shifts and shows that %s', async (_what, newest) => {
    const filler = Array.from({ length: 100 }, (_, at) => aRun({ id: at + 5000, file: 'other.yml' }));
    const old = aRun();
    const again = aRun({ run_attempt: 2, conclusion: 'failure' });
    const [shown, shifted] = newest === 1 ? [again, old] : [old, again];
    const world: World = {
      runs: (_, nth) => (nth === 1 ? [shown, ...filler] : [...filler, shifted]),
    };
    const played = await play(world);
    expect([played.verdict, played.evidence.workflows[0]?.run]).toMatchObject(['fail', { attempt: 2 }]);
  });

  it('T2: beyond what GitHub lists of one workflow are unknown', async () => {
    const runs = Array.from({ length: 1500 }, (_, at) => aRun({ id: at + 1, run_number: at + 1 }));
    const played = await play({ runs: () => runs });
    expect([played.verdict, played.evidence.workflows[0]?.reason]).toEqual(['unknown', 'list-incomplete']);
  });
});

it('the code scanning that GitHub sets up by itself can be required', async () => {
  const run = aRun({ path: 'dynamic/github-code-scanning/codeql', event: 'dynamic' });
  expect(
    (await play({ runs: () => [run] }, { workflows: '- dynamic/github-code-scanning/codeql' })).verdict,
  ).toBe('pass');
});

it('nothing is asked of another repository', async () => {
  const played = await play({ runs: () => [aRun()] });
  expect(played.requests.every((request) => request.includes(`/repos/${REPOSITORY}`))).toBe(true);
});

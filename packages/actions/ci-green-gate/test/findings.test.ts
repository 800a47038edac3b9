import { describe, expect, it } from 'vitest';
import { aRun, type Listed, listing, NEWER, REPOSITORY, type World } from './github.ts';
import { looks, play } from './play.ts';

const standingOf = ({ evidence }: Awaited<ReturnType<typeof play>>) => evidence.workflows[0];

describe('T1: a run counts only for exactly its workflow', () => {
  const red = aRun({ id: 3, run_number: 3, conclusion: 'failure' });

  it('not for a file whose name begins alike, however high its number is', async () => {
    const lookAlike = aRun({ id: 900, run_number: 900, workflow_id: 8, file: 'ci.yml@x.yml' });
    for (const head_branch of ['main', 'x.yml']) {
      const played = await play(listing(red, { ...lookAlike, head_branch }), { branch: head_branch });
      expect(played).toMatchObject({ verdict: 'fail' });
    }
    expect(await play(listing(lookAlike))).toMatchObject({ verdict: 'fail' });
    expect(await play(listing(red, lookAlike), { workflows: '- ci.yml@x.yml' })).toMatchObject({
      verdict: 'pass',
    });
  });

  it.each(['@main', '@refs/heads/main', '@refs/tags/main'])(
    'a path with its own ref is the same workflow: %s',
    async (suffix) => {
      const path = `.github/workflows/ci.yml${suffix}`;
      expect(await play(listing(aRun({ path })))).toMatchObject({ verdict: 'pass' });
    },
  );

  it.each(['@topic', '@refs/heads/topic', '@', '@main@main', '.bak', '/x.yml'])(
    'a path with another end is not: %s',
    async (suffix) => {
      const path = `.github/workflows/ci.yml${suffix}`;
      expect(await play(listing(aRun({ path })))).toMatchObject({ verdict: 'fail' });
    },
  );

  const reborn: World = {
    ...listing(aRun({ id: 1, run_number: 400, workflow_id: 6 }), aRun({ ...red, id: 2, workflow_id: 7 })),
  };

  it('runs of two workflow ids are not compared: GitHub says which id the file has', async () => {
    const current = await play({ ...reborn, workflowIds: { 'ci.yml': 7 } });
    expect([current.verdict, standingOf(current)?.run]).toMatchObject(['fail', { id: 2 }]);
    const former = await play({ ...reborn, workflowIds: { 'ci.yml': 6 } });
    expect([former.verdict, standingOf(former)?.run]).toMatchObject(['pass', { id: 1 }]);
  });

  it('runs of two workflow ids are unknown where GitHub does not say which one the file has', async () => {
    const played = await play(reborn);
    expect([played.verdict, standingOf(played)?.reason]).toEqual(['unknown', 'several-workflows']);
  });
});

describe('T2: a list that GitHub cuts off proves nothing by what it lacks', () => {
  const crowd = Array.from({ length: 1101 }, (_, at) => aRun({ id: at + 5000, file: 'cron.yml' }));
  const optional = '- cron.yml\n- {file: docs.yml, optional: true}';
  const last = aRun({ id: 1, file: 'docs.yml', conclusion: 'failure' });

  it('a run beyond the cap is found by asking for its workflow alone', async () => {
    const played = await play({ runs: () => [...crowd, last] }, { workflows: optional });
    // cron.yml has too many runs of its own; docs.yml has one, and it is red.
    expect(played.verdict).toBe('fail');
    expect(played.message).toMatch(/docs\.yml failed/);
    const green = await play(
      { runs: () => [...crowd, { ...last, conclusion: 'success' }] },
      { workflows: '- docs.yml' },
    );
    expect(green.verdict).toBe('pass');
  });

  it('what is cut off for one workflow, too, is unknown, and so for an optional one', async () => {
    const all: Listed[] = crowd.map((run) => ({ ...run, path: '.github/workflows/docs.yml' }));
    for (const workflows of ['- docs.yml', '- {file: docs.yml, optional: true}']) {
      const played = await play({ runs: () => all }, { workflows });
      expect([played.verdict, standingOf(played)?.reason]).toEqual(['unknown', 'list-incomplete']);
      expect(played.message).toContain('GitHub has more runs than it lists');
    }
  });

  it('a list that names more than it holds is cut off, whatever its links say', async () => {
    const body = { total_count: 2, workflow_runs: [aRun()] };
    const fault = { kind: 'status', status: 200, body: JSON.stringify(body) } as const;
    const on = { path: /\/runs$/ };
    const played = await play(listing(aRun()), {}, { faults: [{ ...fault, on }] });
    expect([played.verdict, standingOf(played)?.reason]).toEqual(['unknown', 'list-incomplete']);
  });

  it('a page that shifted does not make up for the run that it hides', async () => {
    const filler = Array.from({ length: 149 }, (_, at) => aRun({ id: at + 5000, file: 'other.yml' }));
    const newer = aRun({ id: 9999, run_number: 11, conclusion: 'failure' });
    const world: World = {
      runs: (_, nth) => (nth === 1 ? [aRun(), ...filler] : [newer, aRun(), ...filler]),
    };
    expect((await play(world)).verdict).not.toBe('pass');
  });

  it('jobs beyond what GitHub lists are unknown', async () => {
    const jobs = Array.from({ length: 1100 }, (_, at) => ({
      id: at,
      name: `test (${at})`,
      run_attempt: 1,
      status: 'completed',
      conclusion: 'success',
    }));
    const played = await play(
      { runs: () => [aRun()], jobs: { 1000: jobs } },
      { workflows: '- {file: ci.yml, jobs: [test]}' },
    );
    expect([played.verdict, standingOf(played)?.reason]).toEqual(['unknown', 'list-incomplete']);
  });
});

describe('H1: a renamed repository', () => {
  const head = (id: number | undefined) => ({
    ...(id === undefined ? {} : { id }),
    full_name: 'octo/renamed',
  });

  it('is the same by its id', async () => {
    const run = aRun({ repository: { id: 1, full_name: 'octo/renamed' }, head_repository: head(1) });
    expect(await play(listing(run))).toMatchObject({ verdict: 'pass' });
  });

  it('a fork is another by its id, also when its name was once ours', async () => {
    const fork = aRun({ head_repository: { id: 2, full_name: REPOSITORY } });
    expect(await play(listing(fork))).toMatchObject({ verdict: 'fail' });
  });

  it('without ids the names decide', async () => {
    const run = (full_name: string) =>
      aRun({ repository: { full_name: 'octo/renamed' }, head_repository: { full_name } });
    expect(await play(listing(run('octo/renamed')))).toMatchObject({ verdict: 'pass' });
    expect(await play(listing(run(REPOSITORY)))).toMatchObject({ verdict: 'fail' });
  });
});

describe('H5: several events', () => {
  const pushed = aRun({ id: 1, run_number: 1, conclusion: 'failure' });
  const proposed = aRun({ id: 2, run_number: 2, event: 'pull_request' });
  const given = { events: 'push, pull_request' };

  it('any: the newest run decides, and what it overrules is shown', async () => {
    const played = await play(listing(pushed, proposed), given);
    expect([played.verdict, standingOf(played)?.overruled]).toMatchObject([
      'pass',
      [{ id: 1, event: 'push' }],
    ]);
    expect(played.summary).toMatch(
      /any of push, pull.*request counts, and this run is newer than the push run 1/,
    );
    expect(played.log.join('\n')).toContain('"events-policy: all"');
  });

  it('all: each event needs a green run of its own', async () => {
    const all = { ...given, 'events-policy': 'all' };
    const red = await play(listing(pushed, proposed), all);
    expect([red.verdict, red.evidence.workflows.map(({ verdict }) => verdict)]).toEqual([
      'fail',
      ['fail', 'pass'],
    ]);
    const missing = await play(listing(proposed), all);
    expect([missing.verdict, missing.message]).toEqual(['fail', expect.stringContaining('(push on main)')]);
    const green = aRun({ id: 1, run_number: 1 });
    const passed = await play(listing(green, proposed), all);
    expect(passed.verdict).toBe('pass');
    const again = { ...all, recheck: 'true', evidence: JSON.stringify(passed.evidence) };
    expect(await play(listing(green, proposed), again)).toMatchObject({ verdict: 'pass' });
    const narrower = { ...again, 'events-policy': 'any' };
    expect((await play(listing(green, proposed), narrower)).message).toContain('does not cover');
  });
});

it('H6: in a run of a pull request the defaults are answered with the inputs to set', async () => {
  const played = await play(listing(aRun()), {}, { ownRef: 'refs/pull/7/merge' });
  expect([played.verdict, played.requests]).toEqual(['fail', []]);
  expect(played.message).toContain('sha: ${' + '{ github.event.pull_request.head.sha }}');
  const other = { sha: NEWER, 'ref-policy': 'none', branch: 'topic', events: 'pull_request' };
  const run = aRun({ head_sha: NEWER, head_branch: 'topic', event: 'pull_request' });
  expect(await play(listing(run), other, { ownRef: 'refs/pull/7/merge' })).toMatchObject({ verdict: 'pass' });
});

it('H7: a required job that is not there is answered with the names that are', async () => {
  const job = (name: string) => ({ name, run_attempt: 1, status: 'completed', conclusion: 'success' });
  const world = { runs: () => [aRun()], jobs: { 1000: [job('Test'), job('lint')] } };
  const played = await play(world, { workflows: '- {file: ci.yml, jobs: [test]}' });
  expect(played.message).toContain('has no job "test": it has "Test", "lint"');
});

describe('H8: a workflow that an organization requires', () => {
  const PATH = 'octo/policies/.github/workflows/scan.yml';
  const run = (suffix: string) => aRun({ path: PATH + suffix });

  it.each(['@refs/heads/main', '@main', `@${'c'.repeat(40)}`, ''])(
    'is named by its path: %s',
    async (suffix) => {
      const played = await play(listing(run(suffix)), { workflows: `- ${PATH}` });
      expect([played.verdict, standingOf(played)?.path]).toEqual(['pass', PATH]);
    },
  );

  it('can be held to a ref', async () => {
    const workflows = `- ${PATH}@main`;
    expect(await play(listing(run('@refs/heads/main')), { workflows })).toMatchObject({ verdict: 'pass' });
    for (const suffix of ['@refs/heads/topic', '@refs/tags/main', '', '@main@x']) {
      expect(await play(listing(run(suffix)), { workflows })).toMatchObject({ verdict: 'fail' });
    }
  });

  it('is not the file of that name in the repository, nor the other way round', async () => {
    expect(await play(listing(aRun({ file: 'scan.yml' })), { workflows: `- ${PATH}` })).toMatchObject({
      verdict: 'fail',
    });
    expect(await play(listing(run('@main')), { workflows: '- scan.yml' })).toMatchObject({ verdict: 'fail' });
    expect(await play(listing(run('@x.yml')), { workflows: `- ${PATH}` })).toMatchObject({ verdict: 'fail' });
  });
});

describe('H10: a job that may count before its run ends', () => {
  const running = aRun({ status: 'in_progress', conclusion: null });
  const job = (more: object = {}) => ({
    name: 'test',
    run_attempt: 1,
    status: 'completed',
    conclusion: 'success' as string | null,
    ...more,
  });
  const early = { workflows: '- {file: ci.yml, jobs: [test], when: job}' };
  const verdictOf = async (run: Listed, jobs: readonly ReturnType<typeof job>[], given = early) =>
    (await play({ runs: () => [run], jobs: { 1000: jobs } }, given)).verdict;

  it('passes with its job, and only when that is asked for', async () => {
    expect(await verdictOf(running, [job()])).toBe('pass');
    expect(await verdictOf(running, [job()], { workflows: '- {file: ci.yml, jobs: [test]}' })).toBe('fail');
  });

  it.each([
    ['is missing', []],
    ['goes on', [job({ status: 'in_progress', conclusion: null })]],
    ['has a conclusion but has not ended', [job({ status: 'in_progress' })]],
    ['failed', [job({ conclusion: 'failure' })]],
    ['was skipped', [job({ conclusion: 'skipped' })]],
    ['passed in one leg only, by a name that is not whole', [job({ name: 'test (1)' })]],
    ['has a second one of its name that goes on', [job(), job({ status: 'queued', conclusion: null })]],
  ])('is not passed by a job that %s', async (_what, jobs) => {
    expect(await verdictOf(running, jobs)).toBe('fail');
  });

  it('is not passed by a job of an attempt before the one that runs', async () => {
    expect(await verdictOf({ ...running, run_attempt: 2 }, [job()])).toBe('fail');
    expect(await verdictOf({ ...running, run_attempt: 2 }, [job(), job({ run_attempt: 2 })])).toBe('pass');
  });

  it('counts with the conclusion of the run once that has ended', async () => {
    expect(await verdictOf(aRun({ conclusion: 'failure' }), [job()])).toBe('fail');
    expect(await verdictOf(aRun(), [job()])).toBe('pass');
  });

  it('is waited for', async () => {
    const world: World = {
      runs: () => [running],
      jobs: { 1000: [job({ status: 'queued', conclusion: null })] },
    };
    const played = await play(world, { ...early, wait: 'true', deadline: '1m' });
    expect([played.verdict, looks(played).length]).toEqual(['fail', 4]);
  });
});

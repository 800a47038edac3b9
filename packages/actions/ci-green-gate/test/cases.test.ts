import { describe, expect, it } from 'vitest';
import { aRun, listing, NEWER, REPOSITORY, SHA } from './github.ts';
import { looks, OWN_RUN, play } from './play.ts';

/** What the first workflow was found to be. */
const first = ({ evidence }: Awaited<ReturnType<typeof play>>) => evidence.workflows[0];

describe('which runs count', () => {
  it('G01: one green push run of the commit on main is a pass', async () => {
    const played = await play(listing(aRun()));
    expect([played.verdict, played.error]).toEqual(['pass', undefined]);
    expect(played.runs).toEqual([
      expect.objectContaining({
        workflow: '.github/workflows/ci.yml',
        id: 1000,
        attempt: 1,
        event: 'push',
        conclusion: 'success',
        url: `https://github.com/${REPOSITORY}/actions/runs/1000/attempts/1`,
      }),
    ]);
  });

  it('G02: a green pull_request run of the same commit is none of push', async () => {
    const played = await play(listing(aRun({ event: 'pull_request' })));
    expect(played.verdict).toBe('fail');
    expect(played.message).toMatch(
      /^ci\.yml has no run that counts \(push on main\): only a pull_request run exists, and push is asked for \(run 1000, success\)$/,
    );
  });

  it('G04: a dispatched run counts only where dispatches are asked for', async () => {
    const world = listing(aRun({ event: 'workflow_dispatch' }));
    expect((await play(world)).message).toContain('only a workflow_dispatch run exists');
    expect((await play(world, { events: 'push workflow_dispatch' })).verdict).toBe('pass');
  });

  it('G05: a run of the merge queue counts only where the queue is asked for, and is named otherwise', async () => {
    const queued = aRun({ event: 'merge_group', head_branch: 'gh-readonly-queue/main/pr-7-0123' });
    expect(
      (await play(listing(queued), { workflows: '- {file: ci.yml, events: [push, merge_group]}' })).verdict,
    ).toBe('pass');
    const refused = await play(listing(queued));
    expect([refused.verdict, first(refused)?.others]).toMatchObject([
      'fail',
      [{ mismatch: 'event', id: 1000, event: 'merge_group' }],
    ]);
    for (const branch of ['release', 'main-2']) {
      const other = aRun({ event: 'merge_group', head_branch: `gh-readonly-queue/${branch}/pr-7-0123` });
      expect((await play(listing(other), { events: 'push merge_group' })).message).toContain(
        'and main is asked for',
      );
    }
  });

  it('G22: a run of a fork is ignored, and so is one whose repository is gone', async () => {
    for (const head_repository of [{ full_name: 'mallory/widgets' }, null]) {
      const played = await play(listing(aRun({ head_repository })));
      expect([played.verdict, first(played)?.causes]).toMatchObject(['fail', [{ code: 'fork' }]]);
    }
  });

  it('a branch may be given as its full ref', async () => {
    const workflows = '- {file: ci.yml, branch: refs/heads/main}';
    const played = await play(listing(aRun()), { branch: 'refs/heads/main', workflows });
    expect([played.verdict, played.evidence.ref]).toMatchObject(['pass', { branch: 'main' }]);
  });

  it('a commit may be given in upper case', async () => {
    expect((await play(listing(aRun()), { sha: SHA.toUpperCase() })).verdict).toBe('pass');
  });

  it('G22: a repository is the same in any case', async () => {
    expect((await play(listing(aRun({ head_repository: { full_name: 'Octo/Widgets' } })))).verdict).toBe(
      'pass',
    );
  });

  it('G35: the own run is left out by its id', async () => {
    const own = aRun({ id: OWN_RUN, status: 'in_progress', conclusion: null });
    expect((await play(listing(own, aRun({ run_number: 9 })))).verdict).toBe('pass');
    expect((await play(listing(own))).message).toContain('its only run is the one that asks');
  });

  it('G35: a run of that id in another repository is not the own one', async () => {
    const played = await play(listing(aRun({ id: OWN_RUN })), {}, { ownRepository: 'octo/gears' });
    expect(played.verdict).toBe('pass');
  });

  it('a commit or a path that the server was not asked for is ignored', async () => {
    expect((await play(listing(aRun({ head_sha: NEWER })))).verdict).toBe('fail');
    expect((await play(listing(aRun({ file: 'ci.yaml' })))).verdict).toBe('fail');
    expect((await play(listing(aRun({ file: 'ci.yml.yml' })))).verdict).toBe('fail');
    expect((await play(listing(aRun({ path: '.github/workflows/ci.yml@main' })))).verdict).toBe('pass');
  });

  it('a run on another branch is named', async () => {
    const played = await play(listing(aRun({ head_branch: 'topic' })));
    expect(first(played)?.causes).toMatchObject([
      { code: 'other-branch', said: expect.stringContaining('"topic"') },
    ]);
  });
});

describe('what a run must be', () => {
  const words = [
    'failure',
    'cancelled',
    'timed_out',
    'action_required',
    'stale',
    'neutral',
    'skipped',
    'startup_failure',
  ];

  it.each(words)('G10: %s is no pass', async (conclusion) => {
    const played = await play(listing(aRun({ conclusion })));
    expect([played.verdict, first(played)?.reason]).toEqual(['fail', conclusion]);
  });

  it('G10: each has a reason of its own', async () => {
    const told = await Promise.all(
      words.map(async (conclusion) => (await play(listing(aRun({ conclusion })))).message),
    );
    expect(new Set(told).size).toBe(words.length);
  });

  it.each(['queued', 'in_progress', 'waiting', 'requested', 'pending'])(
    '%s is no pass without waiting',
    async (status) => {
      const played = await play(listing(aRun({ status, conclusion: null })));
      expect([played.verdict, first(played)?.reason, played.pauses]).toEqual(['fail', status, []]);
    },
  );

  it.each([
    [{ status: 'paused', conclusion: null }, 'unknown-status'],
    [{ status: null, conclusion: null }, 'unknown-status'],
    [{ status: 'success', conclusion: 'success' }, 'unknown-status'],
    [{ conclusion: 'greenish' }, 'unknown-conclusion'],
    [{ conclusion: null }, 'unknown-conclusion'],
  ])('%j is unknown, which never passes and is not waited for', async (more, reason) => {
    const played = await play(listing(aRun(more)), { wait: 'true' });
    expect([played.verdict, first(played)?.reason, played.pauses]).toEqual(['unknown', reason, []]);
    expect(played.error).toMatchObject({ code: 'NOT_KNOWN' });
  });

  it('G11: skipped is a pass where it is allowed', async () => {
    const world = listing(aRun({ conclusion: 'skipped' }));
    expect((await play(world, { 'allowed-conclusions': 'success, skipped' })).verdict).toBe('pass');
  });

  it('G13: the second attempt decides, and stands in the evidence', async () => {
    const played = await play(listing(aRun({ run_attempt: 2 })));
    expect([played.verdict, first(played)?.run]).toMatchObject([
      'pass',
      { attempt: 2, url: expect.stringMatching(/attempts\/2$/) },
    ]);
  });

  it('G14: a green run that runs again is waited for', async () => {
    const again = aRun({ run_attempt: 2, status: 'in_progress', conclusion: null });
    const world = {
      ...listing(),
      runs: (now: number) => [now < 60_000 ? again : aRun({ run_attempt: 2, conclusion: 'failure' })],
    };
    const played = await play(world, { wait: 'true' });
    expect([played.verdict, first(played)?.reason, played.elapsedMs]).toEqual(['fail', 'failure', 60_000]);
  });

  it('G16: the latest of two runs decides, unless any success is enough', async () => {
    const world = listing(
      aRun({ id: 2, run_number: 10 }),
      aRun({ id: 1, run_number: 11, conclusion: 'failure' }),
    );
    expect((await play(world)).verdict).toBe('fail');
    const any = await play(world, { policy: 'any-success' });
    expect([any.verdict, first(any)?.run]).toMatchObject(['pass', { number: 10 }]);
  });

  it('G17: ids are compared as numbers', async () => {
    const old = aRun({ id: 9_999_999_999, conclusion: 'failure' });
    const played = await play(listing(old, aRun({ id: 10_000_000_000 })));
    expect([played.verdict, first(played)?.run]).toMatchObject(['pass', { id: 10_000_000_000 }]);
  });

  it('G25: the order of the list means nothing', async () => {
    const runs = [12, 10, 13, 11].map((run_number) =>
      aRun({ id: run_number, run_number, conclusion: run_number === 13 ? 'success' : 'failure' }),
    );
    for (const order of [runs, runs.toReversed()])
      expect((await play(listing(...order))).verdict).toBe('pass');
  });
});

describe('a missing run', () => {
  const ci = aRun();

  it('G07: that appears within the grace period is followed', async () => {
    const world = {
      ...listing(),
      runs: (now: number) =>
        now < 40_000 ? [] : [now < 90_000 ? aRun({ status: 'queued', conclusion: null }) : ci],
    };
    const played = await play(world, { wait: 'true' });
    expect([played.verdict, played.elapsedMs]).toEqual(['pass', 90_000]);
  });

  it('G08: fails when the grace period is over, to the millisecond', async () => {
    const missing = await play(
      { ...listing(), runs: (now) => (now <= 60_000 ? [] : [ci]) },
      { wait: 'true' },
    );
    expect([missing.verdict, missing.elapsedMs]).toEqual(['fail', 60_000]);
    const late = await play(
      { ...listing(), runs: (now) => (now < 59_999 ? [] : [ci]) },
      { grace: '59999ms' },
    );
    expect([late.verdict, late.elapsedMs]).toEqual(['pass', 59_999]);
  });

  it('G26: that only the second list shows is found', async () => {
    const played = await play({ ...listing(), runs: (_, nth) => (nth === 1 ? [] : [ci]) });
    expect([played.verdict, looks(played).length]).toEqual(['pass', 2]);
  });

  it('that only a list without a filter shows is found, too', async () => {
    const stale = {
      ...listing(),
      runs: (now: number, nth: number) => (now === 60_000 && nth > 5 ? [ci] : []),
    };
    const played = await play(stale);
    expect([played.verdict, looks(played).at(-1)?.includes('event=')]).toEqual(['pass', false]);
  });

  it.each([
    [
      'G31: of a disabled workflow names its state',
      { workflows: [{ path: '.github/workflows/ci.yml', state: 'disabled_inactivity' }] },
      'disabled',
      'disabled_inactivity',
    ],
    [
      'G32: of a commit that asks for none quotes its message',
      { commit: { commit: { message: 'Fix\n\n[skip ci]' } } },
      'skip-ci',
      '[skip ci]',
    ],
    [
      'G32: of a commit with a trailer quotes that',
      { commit: { commit: { message: 'Fix\n\n\nskip-checks: true' } } },
      'skip-ci',
      'skip-checks: true',
    ],
    [
      'of a file that is not in the commit names those that are',
      { files: { 'test.yml': 'on: push' } },
      'file-absent',
      '"test.yml"',
    ],
    ['of a workflow that was renamed says so', { workflows: [] }, 'unknown-workflow', 'renamed'],
    [
      'of a file with a path filter shows it',
      {
        files: { 'ci.yml': 'on: {push: {paths: [src/**]}}' },
        commit: { files: [{ filename: 'README.md' }] },
      },
      'path-filter',
      '"src/**", so it starts only for changes there; the commit changes "README.md"',
    ],
    [
      'of a file that ignores paths shows them',
      { files: { 'ci.yml': 'on: {push: {paths-ignore: docs/**}}' } },
      'path-filter',
      'docs/**',
    ],
    [
      'of a file for other branches names them',
      { files: { 'ci.yml': 'on: {push: {branches: [release]}}' } },
      'branch-filter',
      '"release", and the branch is main',
    ],
    [
      'of a file for tags says so',
      { files: { 'ci.yml': 'on: {push: {tags: ["v*"]}}' } },
      'branch-filter',
      'tags only',
    ],
    [
      'of a file for other events names them',
      { files: { 'ci.yml': 'on: [pull_request, schedule]' } },
      'not-triggered',
      '"pull_request", "schedule", not on push',
    ],
    ['of a file that is no YAML says so', { files: { 'ci.yml': 'on: [' } }, 'file-invalid', 'cannot be read'],
    [
      'of a commit that a workflow made says so',
      { commit: { author: { login: 'github-actions[bot]' } } },
      'pushed-by-token',
      'GITHUB_TOKEN',
    ],
    ['of a tag object says what it leads to', { commit: { sha: NEWER } }, 'not-a-commit', NEWER],
    ['without any trace says that, too', {}, 'unexplained', 'last commit of a push'],
  ] as const)('%s', async (_what, more, code, said) => {
    const played = await play({ ...listing(), ...more });
    expect(played.verdict).toBe('fail');
    expect(first(played)?.causes).toMatchObject([{ code, said: expect.stringContaining(said) }]);
    expect(played.message).toContain(said);
  });

  it('that no push was to start is not explained by a message that asks for none', async () => {
    const skipped = { ...listing(), files: {}, commit: { commit: { message: 'Fix [skip ci]' } } };
    const causes = async (events: string) => first(await play(skipped, { events }))?.causes;
    expect(await causes('push')).toMatchObject([{ code: 'file-absent' }, { code: 'skip-ci' }]);
    expect(await causes('schedule')).toMatchObject([{ code: 'file-absent' }]);
  });

  it('fails when the time is up before the usual grace period is over, and says why', async () => {
    const played = await play(listing(), { deadline: '20s' });
    expect([played.verdict, played.elapsedMs]).toEqual(['fail', 10_000]);
    expect(first(played)?.causes).toMatchObject([{ code: 'unexplained' }]);
  });

  it('of a file whose branches are globs is not laid on them', async () => {
    const played = await play({ ...listing(), files: { 'ci.yml': 'on: {push: {branches: ["ma*"]}}' } });
    expect(first(played)?.causes).toMatchObject([{ code: 'unexplained' }]);
  });

  it('fails all the same where the token may not see why', async () => {
    const denied = ['/commits/:sha', '/actions/workflows'].map((path) => ({
      kind: 'status' as const,
      status: 403,
      on: { path: `/repos/${REPOSITORY}${path}` },
    }));
    const played = await play({ runs: () => [] }, {}, { faults: denied });
    expect([played.verdict, first(played)?.causes]).toMatchObject(['fail', [{ code: 'unexplained' }]]);
  });

  it('G37: of an optional workflow passes with a note, and a red run of it fails', async () => {
    const workflows = '- ci.yml\n- {file: docs.yml, optional: true}';
    const absent = await play(listing(ci), { workflows });
    expect([absent.verdict, absent.elapsedMs]).toEqual(['pass', 0]);
    expect(absent.reason).toMatch(/is green in one workflow, and 1 optional missing; /);
    expect(absent.log).toContain('notice: Optional and missing for this commit: "docs.yml".');
    const red = await play(listing(ci, aRun({ id: 2, file: 'docs.yml', conclusion: 'failure' })), {
      workflows,
    });
    expect(red.message).toMatch(/^docs\.yml failed/);
  });

  it('G37: of every workflow is no pass, though all are optional', async () => {
    const workflows = '- {file: ci.yml, optional: true}\n- {file: docs.yml, optional: true}';
    const played = await play(listing(), { workflows });
    expect([played.verdict, played.error]).toMatchObject(['fail', { code: 'NOT_GREEN' }]);
    expect(played.message).toMatch(
      /^everything that is listed is optional and missing, so nothing is proved\nci\.yml has no run that counts.*: .+\ndocs\.yml has no run/,
    );
  });
});

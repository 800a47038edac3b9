import { describe, expect, it } from 'vitest';
import { aRun, listing, REPOSITORY, SHA } from './github.ts';
import { play } from './play.ts';

describe('GitHub’s answers', () => {
  const runsPath = { path: `/repos/${REPOSITORY}/actions/runs` };
  const limit = (status: number, more: object = {}) =>
    ({ kind: 'status', status, on: { ...runsPath, nth: 1 }, ...more }) as const;

  it('G28: with a rate limit are waited out', async () => {
    const told = await play(listing(aRun()), {}, { faults: [limit(403, { retryAfter: 5 })] });
    expect([told.verdict, told.pauses]).toEqual(['pass', [5000]]);
    const mute = await play(listing(aRun()), {}, { faults: [limit(429)] });
    expect([mute.verdict, mute.pauses]).toEqual(['pass', [60_000]]);
  });

  it('G28: with a rate limit beyond the time leave it unknown', async () => {
    const played = await play(
      listing(aRun()),
      { deadline: '10m' },
      { faults: [limit(403, { retryAfter: 3600 })] },
    );
    expect([played.verdict, played.error]).toMatchObject(['unknown', { code: 'RATE_LIMITED' }]);
    expect(played.evidence.ref).toMatchObject({ verdict: 'pass', head: SHA });
  });

  it.each([
    [401, 'BAD_CREDENTIALS', /token that is valid/],
    [403, 'MISSING_PERMISSION', /permissions:/],
    [404, 'NOT_FOUND', /Check the name/],
  ])(
    'G29: with %i are told at once, with what is missing, and leave it unknown',
    async (status, code, hint) => {
      const played = await play(listing(aRun()), { wait: 'true' }, { faults: [limit(status)] });
      expect([played.verdict, played.pauses]).toEqual(['unknown', []]);
      expect(played.error).toMatchObject({
        code,
        hint: expect.stringMatching(hint),
        message: expect.stringContaining(`answered ${status}`),
      });
    },
  );

  it('G29: of a repository that cannot be seen are no missing branch', async () => {
    const played = await play({}, { repository: 'octo/secret' });
    expect([played.verdict, played.error]).toMatchObject([
      'unknown',
      { code: 'NOT_FOUND', message: expect.stringContaining('repository octo/secret') },
    ]);
  });

  it('G44: come from the API of a server of one’s own', async () => {
    const played = await play({ ...listing(aRun()), root: '/api/v3' });
    expect(played.verdict).toBe('pass');
    expect(played.requests.every((request) => request.startsWith('GET /api/v3/repos/'))).toBe(true);
  });

  it.each([
    ['a run that is none', { path: '/repos/:o/:r/actions/runs' }, { workflow_runs: [null] }],
    [
      'a run without a path',
      { path: '/repos/:o/:r/actions/runs' },
      { workflow_runs: [aRun({ path: null })] },
    ],
    [
      'an attempt in words',
      { path: '/repos/:o/:r/actions/runs' },
      { workflow_runs: [aRun({ run_attempt: 'x\n::error::' })] },
    ],
    ['a job that is none', { path: '/repos/:o/:r/actions/runs/:id/jobs' }, { jobs: [null] }],
    ['a branch that leads nowhere', { path: '/repos/:o/:r/git/ref/*ref' }, { object: null }],
    ['a branch without an id', { path: '/repos/:o/:r/git/ref/*ref' }, { object: { type: 'tag', sha: '..' } }],
    ['no repository', { path: '/repos/:o/:r' }, null],
    ['a default branch of two lines', { path: '/repos/:o/:r' }, { default_branch: 'a\n::error::b' }],
  ])('that hold %s leave it unknown', async (_what, on, body) => {
    const faults = [{ kind: 'status', status: 200, body: JSON.stringify(body), on } as const];
    const given = {
      branch: on.path.endsWith(':r') ? '' : 'main',
      workflows: '- {file: ci.yml, jobs: [test]}',
    };
    const played = await play(listing(aRun()), given, { faults });
    expect([played.verdict, played.error]).toMatchObject(['unknown', { code: 'UNEXPECTED_ANSWER' }]);
    expect([played.message, ...played.log].join(' ')).not.toMatch(/\n::/);
  });

  it.each(['/commits/:sha', '/actions/workflows', '/contents/.github/workflows'])(
    'of %s that hold nothing leave it without a reason, and closed',
    async (path) => {
      const on = { path: `/repos/:o/:r${path}` };
      const faults = [{ kind: 'status', status: 200, body: '{"workflows":[null]}', on } as const];
      const played = await play(listing(), {}, { faults });
      expect([played.verdict, played.error]).toMatchObject(['fail', { code: 'NOT_GREEN' }]);
    },
  );

  it('tell the default branch where none is given', async () => {
    const played = await play(listing(aRun()), { branch: '' });
    expect([played.verdict, played.requests[0]]).toEqual(['pass', `GET /repos/${REPOSITORY}`]);
  });
});

import { expect, it } from 'vitest';
import { anEnvironment, reviewerRule, waitTimer } from './github.ts';
import { against, play } from './play.ts';

/** What the first user declares: two reviewers, half an hour, one tag policy. */
const EXPECTED = `
environments:
  crates-io:
    reviewers: [user:Ada, team:release]
    prevent-self-review: true
    wait-timer: 30
    deploy-from:
      tags: ["v[0-9]*.[0-9]*.[0-9]*"]
`;

const world = (more: Parameters<typeof anEnvironment>[0] = {}) => ({ environments: [anEnvironment(more)] });
const page = 'https://github.com/octo/widgets/settings/environments/161088068/edit';

it('S01: settings that are exactly as declared pass', async () => {
  const { verdict, drift, error, findings } = await play(EXPECTED, world());
  expect([verdict, drift, error]).toEqual(['pass', [], undefined]);
  expect(findings.map(({ id }) => id.slice('environments/crates-io/'.length))).toEqual([
    'admin-bypass',
    'apps',
    'deploy-from',
    'exists',
    'prevent-self-review',
    'reviewers',
    'secrets',
    'wait-timer',
  ]);
});

it.each([
  ['no rule of required reviewers', []],
  ['2 rules of required reviewers', [reviewerRule(), reviewerRule()]],
])('S02: %s fail', async (said, rules) => {
  const result = await play(EXPECTED, world({ protection_rules: [...rules, waitTimer(30)] }));
  expect(against(result)).toEqual([
    'fail environments/crates-io/prevent-self-review',
    'fail environments/crates-io/reviewers',
  ]);
  expect(result.finding('environments/crates-io/reviewers')?.found).toBe(said);
});

it.each([
  ['one is missing', ['user:ada'], 'Add "team:release".'],
  ['one is another', ['user:ada', 'user:eve'], 'Add "team:release". Remove "user:eve".'],
  ['one is too many', ['user:ada', 'team:release', 'user:eve'], 'Remove "user:eve".'],
  [
    'a user has the name of the team',
    ['user:ada', 'user:release'],
    'Add "team:release". Remove "user:release".',
  ],
])('S03: reviewers of which %s fail', async (_, names, todo) => {
  const result = await play(EXPECTED, world({ protection_rules: [reviewerRule(names), waitTimer(30)] }));
  expect(against(result)).toEqual(['fail environments/crates-io/reviewers']);
  expect(result.drift[0]).toMatchObject({ expected: '"team:release", "user:Ada"', todo, page });
});

it('S04: self-review that is not prevented fails', async () => {
  const rules = [reviewerRule(undefined, false), waitTimer(30)];
  const result = await play(EXPECTED, world({ protection_rules: rules }));
  expect(against(result)).toEqual(['fail environments/crates-io/prevent-self-review']);
  expect(result.drift[0]?.todo).toBe('Tick "Prevent self-review"; now whoever starts a run may approve it.');
});

it.each([
  ['a timer of 0', [reviewerRule(), waitTimer(0)], '0 minutes'],
  ['no timer', [reviewerRule()], '0 minutes'],
  ['another timer', [reviewerRule(), waitTimer(1)], '1 minute'],
  ['two timers', [reviewerRule(), waitTimer(30), waitTimer(30)], '2 wait timers'],
])('S05: %s fails', async (_, rules, found) => {
  const result = await play(EXPECTED, world({ protection_rules: rules }));
  expect(against(result)).toEqual(['fail environments/crates-io/wait-timer']);
  expect(result.drift[0]).toMatchObject({ expected: '30 minutes', found });
});

it.each([
  ['only a branch policy', [{ name: 'main', type: 'branch' as const }]],
  ['the same pattern for branches', [{ name: 'v[0-9]*.[0-9]*.[0-9]*', type: 'branch' as const }]],
])('S06: %s is explained as a deadlock', async (_, policies) => {
  const result = await play(EXPECTED, world({ policies }));
  expect(against(result)).toEqual(['fail environments/crates-io/deploy-from']);
  expect(result.drift[0]?.todo).toContain(
    'publishing is in a deadlock: a workflow that a tag starts runs on refs/tags/',
  );
});

it('S06: protected branches only are a deadlock as well', async () => {
  const policy = { protected_branches: true, custom_branch_policies: false };
  const result = await play(EXPECTED, world({ deployment_branch_policy: policy }));
  expect(result.drift[0]).toMatchObject({
    found: 'protected branches only',
    todo: expect.stringContaining('deadlock'),
  });
});

it.each([
  [
    'a second tag policy',
    [
      { name: 'v[0-9]*.[0-9]*.[0-9]*', type: 'tag' as const },
      { name: '*', type: 'tag' as const },
    ],
    'Remove "tag *".',
  ],
  [
    'a branch policy beside it',
    [
      { name: 'v[0-9]*.[0-9]*.[0-9]*', type: 'tag' as const },
      { name: 'main', type: 'branch' as const },
    ],
    'Remove "branch main".',
  ],
  ['no policy at all', [], 'Add "tag v[0-9]*.[0-9]*.[0-9]*".'],
  [
    'the same policy twice',
    [
      { name: 'v[0-9]*.[0-9]*.[0-9]*', type: 'tag' as const },
      { name: 'v[0-9]*.[0-9]*.[0-9]*', type: 'tag' as const },
    ],
    'Remove "tag v[0-9]*.[0-9]*.[0-9]*".',
  ],
  [
    'another pattern',
    [{ name: 'v*', type: 'tag' as const }],
    'Add "tag v[0-9]*.[0-9]*.[0-9]*". Remove "tag v*".',
  ],
])('S07: %s fails', async (_, policies, todo) => {
  const result = await play(EXPECTED, world({ policies }));
  expect(against(result)).toEqual(['fail environments/crates-io/deploy-from']);
  expect(result.drift[0]?.todo).toContain(todo);
});

it('S07: with another pattern for tags it is no deadlock', async () => {
  const result = await play(EXPECTED, world({ policies: [{ name: 'v*', type: 'tag' }] }));
  expect(result.drift[0]?.todo).toBe('Add "tag v[0-9]*.[0-9]*.[0-9]*". Remove "tag v*".');
});

it('S07: an environment that any branch deploys to fails', async () => {
  const result = await play(EXPECTED, world({ deployment_branch_policy: null }));
  expect(result.drift[0]).toMatchObject({ verdict: 'fail', found: 'any branch or tag' });
});

it('S08: administrators who may bypass the rules fail, also when nothing is declared of them', async () => {
  const result = await play(EXPECTED, world({ can_admins_bypass: true }));
  expect(against(result)).toEqual(['fail environments/crates-io/admin-bypass']);
  expect(result.drift[0]?.todo).toContain('Untick "Allow administrators to bypass');
});

it('S08: an answer that does not tell of administrators is unknown, and no pass', async () => {
  const { can_admins_bypass: _, ...silent } = anEnvironment();
  const result = await play(EXPECTED, { environments: [silent] });
  expect([result.verdict, ...against(result)]).toEqual([
    'unknown',
    'unknown environments/crates-io/admin-bypass',
  ]);
});

it('S09: an app that decides on deployments, and a secret, fail unless they are declared', async () => {
  const more = {
    apps: [
      { slug: 'gate-app', enabled: true },
      { slug: 'old', enabled: false },
    ],
    secrets: ['CARGO_TOKEN'],
  };
  const result = await play(EXPECTED, world(more));
  expect(against(result)).toEqual([
    'fail environments/crates-io/apps',
    'fail environments/crates-io/secrets',
  ]);
  expect(result.drift.map(({ found }) => found)).toEqual(['"gate-app"', '"CARGO_TOKEN"']);
  const declared = `${EXPECTED}    apps: [gate-app]\n    secrets: [CARGO_TOKEN]\n`;
  expect((await play(declared, world(more))).verdict).toBe('pass');
});

it('S10: an environment that is not in the list of all fails as missing', async () => {
  const result = await play(EXPECTED, world({ name: 'crates' }));
  expect(against(result)).toEqual(['fail environments/crates-io/exists']);
  expect(result.drift[0]?.found).toBe('no such environment');
});

it('S10: an environment that is not found by a token that cannot list them is unknown', async () => {
  const result = await play(EXPECTED, { ...world(), lacks: ['actions'], lackStatus: 404 });
  expect([result.verdict, ...against(result)]).toEqual(['unknown', 'unknown environments/crates-io/exists']);
  expect(result.drift[0]?.todo).toContain('"Actions: read"');
});

it('S11: a slash in the name of an environment is %2F in every address', async () => {
  const result = await play(
    EXPECTED.replace('crates-io', 'prod/crates-io'),
    world({ name: 'prod/crates-io' }),
  );
  expect(result.verdict).toBe('pass');
  expect(result.requests.map((path) => path.replace(/\?.*/, ''))).toEqual(
    ['', '/deployment-branch-policies', '/deployment_protection_rules', '/secrets'].map(
      (rest) => `/repos/octo/widgets/environments/prod%2Fcrates-io${rest}`,
    ),
  );
});

it('S12: more than six reviewers, or a name that is no reviewer, are refused before any request', async () => {
  const names = (list: string) => EXPECTED.replace('[user:Ada, team:release]', list);
  const many = await play(names('[user:a, user:b, user:c, user:d, user:e, user:f, user:g]'), world());
  const bare = await play(names('[ada]'), world());
  expect([many.message, bare.message, many.requests, bare.requests]).toEqual([
    expect.stringContaining('at most 6 reviewers, which is all that GitHub takes'),
    expect.stringContaining(
      'line 4: environments.crates-io.reviewers.0: found "ada", expected "user:LOGIN" or "team:SLUG".',
    ),
    [],
    [],
  ]);
});

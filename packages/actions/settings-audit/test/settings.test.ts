import { expect, it } from 'vitest';
import { anEnvironment, reviewerRule, type World } from './github.ts';
import { against, play } from './play.ts';

const RULESET = {
  id: 7,
  name: 'release tags',
  target: 'tag' as const,
  enforcement: 'active' as const,
  conditions: { ref_name: { include: ['refs/tags/v*'], exclude: [] } },
  rules: [{ type: 'deletion' as const }, { type: 'non_fast_forward' as const }],
  bypass_actors: [],
};
const RULESETS =
  'rulesets: { release tags: { target: tag, include: [refs/tags/v*], rules: [deletion, non_fast_forward] } }';

it('a ruleset as declared passes, with more rules than declared as well', async () => {
  const rulesets = [{ ...RULESET, rules: [...RULESET.rules, { type: 'creation' as const }] }];
  expect((await play(RULESETS, { rulesets })).verdict).toBe('pass');
});

it.each([
  ['is not active', { enforcement: 'evaluate' as const }, ['enforcement']],
  ['lacks a rule', { rules: [{ type: 'deletion' as const }] }, ['rules/non_fast_forward']],
  ['names other tags', { conditions: { ref_name: { include: ['refs/tags/x*'], exclude: [] } } }, ['include']],
  ['names no tags', { conditions: { ref_name: { include: [], exclude: [] } } }, ['include']],
  [
    'leaves tags out',
    { conditions: { ref_name: { include: ['refs/tags/v*'], exclude: ['refs/tags/v1'] } } },
    ['exclude'],
  ],
  [
    'is bypassed by a team',
    { bypass_actors: [{ actor_type: 'Team' as const, actor_id: 4, bypass_mode: 'always' as const }] },
    ['bypass'],
  ],
])('a ruleset that %s fails', async (_, more, ids) => {
  const result = await play(RULESETS, { rulesets: [{ ...RULESET, ...more }] });
  expect(against(result)).toEqual(ids.map((id) => `fail rulesets/tag/release tags/${id}`));
});

it('a ruleset for tags that shows no conditions does not say what it binds', async () => {
  const result = await play(RULESETS, { rulesets: [{ ...RULESET, conditions: null as never }] });
  expect(against(result)).toEqual([
    'unknown rulesets/tag/release tags/exclude',
    'unknown rulesets/tag/release tags/include',
  ]);
});

it.each([
  ['for branches', [{ ...RULESET, target: 'branch' as const }], 'no such ruleset'],
  ['twice', [RULESET, { ...RULESET, id: 8 }], '2 rulesets of this name'],
])('a ruleset of the name that is there %s fails', async (_, rulesets, found) => {
  const result = await play(RULESETS, { rulesets });
  expect(result.drift).toMatchObject([{ id: 'rulesets/tag/release tags/exists', verdict: 'fail', found }]);
});

it('a ruleset of which any refs are expected passes with any, and still has to have its rules', async () => {
  const expected = RULESETS.replace('[refs/tags/v*]', 'any');
  const other = { ...RULESET, conditions: { ref_name: { include: ['refs/tags/x*'], exclude: [] } } };
  expect((await play(expected, { rulesets: [other] })).verdict).toBe('pass');
  expect(against(await play(expected, { rulesets: [{ ...other, rules: [] }] }))).toEqual([
    'fail rulesets/tag/release tags/rules/deletion',
    'fail rulesets/tag/release tags/rules/non_fast_forward',
  ]);
});

it('declared bypass actors pass in the short spelling', async () => {
  const actor = (actor_type: 'Team' | 'DeployKey', actor_id: number | null) => ({
    actor_type,
    actor_id,
    bypass_mode: 'always' as const,
  });
  const rulesets = [{ ...RULESET, bypass_actors: [actor('Team', 4), actor('DeployKey', null)] }];
  const expected = RULESETS.replace('target: tag', 'target: tag, bypass: ["Team:4", DeployKey]');
  expect((await play(expected, { rulesets })).verdict).toBe('pass');
});

const BRANCH =
  'branches: { release/1: { rules: [deletion, { pull_request: { required_approving_review_count: 1 } }] } }';
const inForce = (count: number) => [
  { type: 'deletion', ruleset_id: 7 },
  {
    type: 'pull_request',
    ruleset_id: 7,
    parameters: { required_approving_review_count: count, dismiss_stale_reviews_on_push: true },
  },
];

it('the rules in force for a branch pass with the parameters that are declared', async () => {
  const result = await play(BRANCH, { branchRules: { 'release/1': inForce(1) }, rulesets: [RULESET] });
  expect(result.verdict).toBe('pass');
  expect(result.requests[0]).toBe('/repos/octo/widgets/rules/branches/release%2F1?per_page=100');
});

it('a parameter that differs fails, and so does a bypass of the ruleset behind', async () => {
  const rulesets = [
    {
      ...RULESET,
      bypass_actors: [{ actor_type: 'RepositoryRole' as const, actor_id: 5, bypass_mode: 'always' as const }],
    },
  ];
  const result = await play(BRANCH, { branchRules: { 'release/1': inForce(0) }, rulesets });
  expect(against(result)).toEqual([
    'fail branches/release/1/bypass',
    'fail branches/release/1/rules/pull_request',
  ]);
  expect(result.drift[1]?.found).toBe('in force with "required_approving_review_count: 0"');
});

it('a branch without rules fails', async () => {
  expect(against(await play(BRANCH, {}))).toEqual([
    'fail branches/release/1/rules/deletion',
    'fail branches/release/1/rules/pull_request',
  ]);
});

const on = (enabled: boolean) => ({ url: '', enabled });
const PROTECTED: World = {
  protection: {
    main: {
      enforce_admins: on(true),
      allow_force_pushes: on(false),
      allow_deletions: on(false),
      required_status_checks: { contexts: ['test'], checks: [], strict: true },
      required_pull_request_reviews: {
        dismiss_stale_reviews: true,
        require_code_owner_reviews: false,
        required_approving_review_count: 2,
      },
    },
  },
};
const PROTECTION = `
branches:
  main:
    protection: { required-approvals: 2, required-status-checks: [test], strict-status-checks: true, dismiss-stale-reviews: true }
`;

it('classic protection as declared passes', async () => {
  expect((await play(PROTECTION, PROTECTED)).verdict).toBe('pass');
});

it('classic protection fails where it opens a door that nobody declared', async () => {
  const main = {
    ...PROTECTED.protection?.main,
    enforce_admins: on(false),
    allow_force_pushes: on(true),
    allow_deletions: on(true),
    required_pull_request_reviews: {
      dismiss_stale_reviews: true,
      require_code_owner_reviews: false,
      required_approving_review_count: 1,
      bypass_pull_request_allowances: {
        users: [{ login: 'ada' }],
        teams: [{ slug: 'ops' }],
        apps: [{ slug: 'bot' }],
      } as never,
    },
  };
  const result = await play(PROTECTION, { protection: { main } });
  expect(result.drift.map(({ id, found }) => [id.slice('branches/main/protection/'.length), found])).toEqual([
    ['allow-deletions', 'true'],
    ['allow-force-pushes', 'true'],
    ['bypass-pull-request', '"app:bot", "team:ops", "user:ada"'],
    ['enforce-admins', 'false'],
    ['required-approvals', '1'],
  ]);
});

const requires = (check: string) => PROTECTION.replace('[test]', `[${check}]`);

it.each([
  ['test', [{ context: 'test', app_id: null }], []],
  ['{ test: 15368 }', [{ context: 'test', app_id: 15368 }], []],
  ['{ test: 15368 }', [{ context: 'test', app_id: null }], ['"test of any app"']],
  ['{ test: 15368 }', [{ context: 'test', app_id: 7 }], ['"test of app 7"']],
  ['{ test: 15368 }', [], ['not stated by GitHub']],
  ['test', [{ context: 'lint', app_id: 7 }], ['"lint", "test"']],
])('the required check %s beside %j', async (check, checks, found) => {
  const main = {
    ...PROTECTED.protection?.main,
    required_status_checks: { contexts: ['test'], checks, strict: true },
  };
  const { drift } = await play(requires(check), { protection: { main } });
  expect(drift.map((one) => one.found)).toEqual(found);
});

const ACTIONS = `
actions: { default-workflow-permissions: read, approve-pull-requests: false, allowed: selected, sha-pinning-required: true, github-owned: true, verified: false, patterns: ["octo/*"] }
oidc-subject: [repo, job_workflow_ref]
immutable-releases: true
`;

it('what is set for the whole repository passes as declared', async () => {
  const result = await play(ACTIONS, {
    immutable: true,
    permissions: { allowed_actions: 'selected', sha_pinning_required: true },
    selected: { patterns_allowed: ['octo/*'] },
    subject: { use_default: false, include_claim_keys: ['repo', 'job_workflow_ref'] },
  });
  expect([result.verdict, result.findings.length]).toEqual(['pass', 10]);
});

it('what is set for the whole repository fails one by one', async () => {
  const result = await play(ACTIONS, {
    permissions: { allowed_actions: 'selected', sha_pinning_required: false },
    selected: { patterns_allowed: ['octo/*', '*'], github_owned_allowed: false, verified_allowed: true },
    subject: { use_default: false, include_claim_keys: ['job_workflow_ref', 'repo'] },
    workflowPermissions: { default_workflow_permissions: 'write', can_approve_pull_request_reviews: true },
  });
  expect(result.drift.map(({ id, found }) => [id, found])).toEqual([
    ['actions/approve-pull-requests', 'true'],
    ['actions/default-workflow-permissions', 'write'],
    ['actions/github-owned', 'false'],
    ['actions/oidc-subject', 'the claims job_workflow_ref, repo'],
    ['actions/patterns', '"*", "octo/*"'],
    ['actions/sha-pinning-required', 'false'],
    ['actions/verified', 'true'],
    ['repository/immutable-releases', 'false'],
  ]);
});

it('actions that are turned off are not those that may all run', async () => {
  const result = await play('actions: { allowed: all }', { permissions: { enabled: false } });
  expect(result.drift).toMatchObject([{ id: 'actions/allowed', verdict: 'fail', found: 'disabled' }]);
});

it.each([
  ["the organization's template", { use_default: false }],
  ['the claims repo', { use_default: false, include_claim_keys: ['repo'] }],
])('a default subject fails against %s', async (found, subject) => {
  expect((await play('oidc-subject: default', { subject })).drift).toMatchObject([
    { verdict: 'fail', found },
  ]);
});

const WORKFLOWS = `
workflows: { release.yml: [crates-io] }
trusted-publishers: { pypi: [{ project: ordvec, workflow: release.yml, environment: pypi }] }
`;

it('a workflow that has jobs in the environments of its publishers passes', async () => {
  const files = {
    'release.yml': 'jobs: { a: { environment: Crates-IO }, b: { environment: { name: pypi, url: x } } }',
  };
  expect((await play(WORKFLOWS, { files })).verdict).toBe('pass');
});

it.each([
  ['is gone', { 'ci.yml': '' }, ['fail workflows/release.yml/exists']],
  [
    'has no such job',
    { 'release.yml': 'jobs: { a: { environment: crates-io } }' },
    ['fail workflows/release.yml/environment/pypi'],
  ],
  [
    'names an environment by an expression',
    { 'release.yml': `jobs: { a: { environment: crates-io }, b: { environment: "\${{ inputs.to }}" } }` },
    ['unknown workflows/release.yml/environment/pypi'],
  ],
  [
    'calls another workflow',
    { 'release.yml': 'jobs: { a: { environment: crates-io }, b: { uses: ./x.yml } }' },
    ['unknown workflows/release.yml/environment/pypi'],
  ],
  ['is no workflow', { 'release.yml': 'jobs: [' }, ['unknown workflows/release.yml/exists']],
])('a workflow that %s does not pass', async (_, files, ids) => {
  expect(against(await play(WORKFLOWS, { files }))).toEqual(ids);
});

it('a workflow that a token cannot look for is unknown', async () => {
  const result = await play(WORKFLOWS, { files: {}, lacks: ['contents'], lackStatus: 404 });
  expect(against(result)).toEqual(['unknown workflows/release.yml/exists']);
});

it('refs are tried on the policies that are there', async () => {
  const expected = `
environments:
  crates-io:
    deploy-from: { tags: ["v*"] }
    accepts: [refs/tags/v1.2.3, refs/tags/v1/2]
    refuses: [refs/heads/v1, refs/tags/v1.2.3-rc.1]
`;
  const result = await play(expected, {
    environments: [anEnvironment({ policies: [{ name: 'v*', type: 'tag' }] })],
  });
  expect(against(result)).toEqual([
    'fail environments/crates-io/accepts/refs/tags/v1/2',
    'fail environments/crates-io/refuses/refs/tags/v1.2.3-rc.1',
  ]);
  expect(result.drift.map(({ found }) => found)).toEqual(['no policy that fits', '"tag v*"']);
});

it.each([
  ['name', { type: 'Team' as const }],
  ['kind', { reviewer: { login: 'x' } as never }],
])('a reviewer whose %s is not told is unknown, unless the others differ anyway', async (_, untold) => {
  const rule = {
    id: 1,
    node_id: '',
    type: 'required_reviewers',
    prevent_self_review: true,
    reviewers: [{ type: 'User' as const, reviewer: { login: 'ada' } as never }, untold],
  };
  const environments = [anEnvironment({ protection_rules: [rule] })];
  const expected = (names: string) =>
    `environments: { crates-io: { reviewers: [${names}], deploy-from: { tags: ["v[0-9]*.[0-9]*.[0-9]*"] } } }`;
  expect(against(await play(expected('user:ada, team:x'), { environments }))).toEqual([
    'unknown environments/crates-io/reviewers',
  ]);
  expect(against(await play(expected('user:eve, team:x'), { environments }))).toEqual([
    'fail environments/crates-io/reviewers',
  ]);
});

it('more reviewers than declared fail, even if the name of one is not told', async () => {
  const hidden = { type: 'Team' as const };
  const rule = {
    ...reviewerRule(['user:ada']),
    reviewers: [hidden, hidden, ...reviewerRule(['user:ada']).reviewers],
  };
  const expected =
    'environments: { crates-io: { reviewers: [user:ada, team:x], deploy-from: { tags: ["v[0-9]*.[0-9]*.[0-9]*"] } } }';
  const result = await play(expected, { environments: [anEnvironment({ protection_rules: [rule] })] });
  expect(against(result)).toEqual(['fail environments/crates-io/reviewers']);
});

it('bypass actors of a ruleset behind a branch that are not shown are unknown', async () => {
  const { bypass_actors: _, ...silent } = RULESET;
  const result = await play(BRANCH, { branchRules: { 'release/1': inForce(1) }, rulesets: [silent] });
  expect(against(result)).toEqual(['unknown branches/release/1/bypass']);
});

it.each([
  [['squash'], 'fail'],
  [['merge', 'squash'], 'pass'],
  [['squash', 'merge', 'rebase'], 'fail'],
])(
  'a list that is a parameter of a rule is compared whole, in any order: %j is a %s',
  async (methods, verdict) => {
    const rule = { type: 'pull_request' as const, parameters: { allowed_merge_methods: methods } as never };
    const expected =
      'rulesets: { release tags: { target: tag, include: any, rules: [{ pull_request: { allowed_merge_methods: [squash, merge] } }] } }';
    expect((await play(expected, { rulesets: [{ ...RULESET, rules: [rule] }] })).verdict).toBe(verdict);
  },
);

it('a ruleset behind a branch that cannot be seen is unknown, with the reason', async () => {
  const world = { branchRules: { 'release/1': inForce(1) }, rulesets: [RULESET] };
  const fault = { on: { path: '/repos/octo/widgets/rulesets/7' }, kind: 'status' as const, status: 403 };
  const { drift } = await play(BRANCH, world, {}, { faults: [fault] });
  expect(drift).toEqual([
    expect.objectContaining({
      id: 'branches/release/1/bypass',
      verdict: 'unknown',
      found: expect.stringContaining('The token may not use ruleset 7'),
    }),
  ]);
});

it('who bypasses a rule of the branch that is not declared does not matter', async () => {
  const bypass_actors = [{ actor_type: 'Team' as const, actor_id: 4, bypass_mode: 'always' as const }];
  const result = await play(BRANCH, {
    branchRules: { 'release/1': [...inForce(1), { type: 'creation', ruleset_id: 8 }] },
    rulesets: [RULESET, { ...RULESET, id: 8, name: 'other', bypass_actors }],
  });
  expect(result.verdict).toBe('pass');
});

it('an item of a list that is a parameter counts once', async () => {
  const rule = (methods: readonly string[]) => [
    { type: 'pull_request' as const, parameters: { allowed_merge_methods: methods } as never },
  ];
  const expected =
    'rulesets: { release tags: { target: tag, include: any, rules: [{ pull_request: { allowed_merge_methods: [squash, squash] } }] } }';
  const verdictFor = async (methods: readonly string[]) =>
    (await play(expected, { rulesets: [{ ...RULESET, rules: rule(methods) }] })).verdict;
  expect([await verdictFor(['squash', 'merge']), await verdictFor(['squash', 'squash'])]).toEqual([
    'fail',
    'pass',
  ]);
});

it.each([
  ['a policy for tags', 'refuses: [refs/heads/v1]', { name: '**/v*', type: 'tag' as const }],
  ['a policy for branches', 'refuses: [refs/tags/xv1]', { name: 'v*', type: 'branch' as const }],
])('%s fits no ref of the other kind', async (_, tried, policy) => {
  const expected = `environments: { crates-io: { deploy-from: { ${policy.type === 'tag' ? 'tags' : 'branches'}: ["${policy.name}"] }, ${tried} } }`;
  const result = await play(expected, { environments: [anEnvironment({ policies: [policy] })] });
  expect(result.verdict).toBe('pass');
});

it('of protected branches only it is told that no tag deploys, and not which branches do', async () => {
  const policy = { protected_branches: true, custom_branch_policies: false };
  const expected =
    'environments: { crates-io: { deploy-from: protected-branches, accepts: [refs/heads/main], refuses: [refs/tags/v1] } }';
  const result = await play(expected, {
    environments: [anEnvironment({ deployment_branch_policy: policy })],
  });
  expect(against(result)).toEqual(['unknown environments/crates-io/accepts/refs/heads/main']);
});

it('refs cannot be tried on policies that do not tell tags from branches', async () => {
  const expected =
    'environments: { crates-io: { deploy-from: { tags: ["v*"] }, accepts: [refs/tags/v1], refuses: [refs/heads/v1] } }';
  const result = await play(expected, { environments: [anEnvironment({ policies: [{ name: 'v*' }] })] });
  expect(against(result)).toEqual([
    'unknown environments/crates-io/accepts/refs/tags/v1',
    'unknown environments/crates-io/deploy-from',
    'unknown environments/crates-io/refuses/refs/heads/v1',
  ]);
});

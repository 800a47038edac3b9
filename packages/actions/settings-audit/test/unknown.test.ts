import type { Fault } from '@gatehouse/rehearsal';
import { expect, it } from 'vitest';
import { anEnvironment, type World } from './github.ts';
import { against, play } from './play.ts';

const ENVIRONMENT = 'environments: { crates-io: { deploy-from: { tags: ["v[0-9]*.[0-9]*.[0-9]*"] } } }';
const ADMIN = `
branches: { main: { protection: { required-approvals: 1 } } }
immutable-releases: false
actions: { default-workflow-permissions: read, allowed: all }
`;
const WORLD: World = { environments: [anEnvironment()], protection: { main: {} } };

it.each([403, 404] as const)(
  'what needs Administration is unknown to a token that is answered %i',
  async (lackStatus) => {
    const result = await play(ADMIN, { ...WORLD, lacks: ['administration'], lackStatus });
    expect(result.verdict).toBe('unknown');
    expect(against(result)).toEqual([
      'unknown actions/allowed',
      'unknown actions/default-workflow-permissions',
      'unknown branches/main/protection/exists',
      'unknown repository/immutable-releases',
    ]);
    for (const { todo } of result.drift) {
      expect(todo).toContain(
        'a fine-grained personal access token or the token of a GitHub App with "Administration: read"; GITHUB_TOKEN cannot hold that.',
      );
    }
  },
);

it('a 404 of immutable releases is off for a token that sees administration settings', async () => {
  expect((await play('immutable-releases: false', {})).verdict).toBe('pass');
  const result = await play('immutable-releases: true', {});
  expect(against(result)).toEqual(['fail repository/immutable-releases']);
});

it('a branch that GitHub calls not protected has no classic protection', async () => {
  const result = await play('branches: { main: { protection: {} } }', {});
  expect(against(result)).toEqual(['fail branches/main/protection/exists']);
  expect(result.requests).toEqual(['/repos/octo/widgets/branches/main/protection']);
});

it('a 404 of protection that names no reason is none for a token that sees administration settings', async () => {
  const path = '/repos/octo/widgets/branches/:branch/protection';
  const fault: Fault = { on: { path }, kind: 'status', status: 404, body: '{"message":"Not Found"}' };
  const expected = 'branches: { main: { protection: {} } }';
  const result = await play(expected, WORLD, {}, { faults: [fault] });
  expect(against(result)).toEqual(['fail branches/main/protection/exists']);
});

it('secrets are unknown to a token without Environments: read, unless any are declared', async () => {
  const lacks = ['environments'];
  const result = await play(ENVIRONMENT, { ...WORLD, lacks });
  expect([result.verdict, ...against(result)]).toEqual(['unknown', 'unknown environments/crates-io/secrets']);
  expect(result.drift[0]?.todo).toContain('"Environments: read"');
  const any = ENVIRONMENT.replace('deploy-from', 'secrets: any, deploy-from');
  expect((await play(any, { ...WORLD, lacks })).verdict).toBe('pass');
});

it('bypass actors that GitHub does not show are unknown, and not none', async () => {
  const ruleset = {
    id: 7,
    name: 'tags',
    target: 'tag' as const,
    enforcement: 'active' as const,
    conditions: { ref_name: { include: ['refs/tags/v*'], exclude: [] } },
    rules: [{ type: 'deletion' as const }],
  };
  const expected = 'rulesets: { tags: { target: tag, include: [refs/tags/v*], rules: [deletion] } }';
  const result = await play(expected, { rulesets: [ruleset] });
  expect([result.verdict, ...against(result)]).toEqual(['unknown', 'unknown rulesets/tag/tags/bypass']);
  expect(result.drift[0]?.todo).toContain('"Administration: write"');
  expect((await play(expected, { rulesets: [{ ...ruleset, bypass_actors: [] }] })).verdict).toBe('pass');
});

it('"on-unknown: warn" lets the step go on and leaves the verdict unknown', async () => {
  const lacks = { ...WORLD, lacks: ['environments'] };
  const failed = await play(ENVIRONMENT, lacks);
  const warned = await play(ENVIRONMENT, lacks, { 'on-unknown': 'warn' });
  expect([failed.verdict, failed.error]).toEqual([
    'unknown',
    expect.objectContaining({ code: 'SETTINGS_UNKNOWN' }),
  ]);
  expect([warned.verdict, warned.error]).toEqual(['unknown', undefined]);
  expect(warned.log.find((line) => line.startsWith('warning: '))).toContain('the verdict stays unknown');
});

it('"on-unknown: warn" lets no difference pass', async () => {
  const world = { environments: [anEnvironment({ can_admins_bypass: true })], lacks: ['environments'] };
  const { verdict, error } = await play(ENVIRONMENT, world, { 'on-unknown': 'warn' });
  expect([verdict, error]).toEqual(['fail', expect.objectContaining({ code: 'SETTINGS_DIFFER' })]);
});

const apps = '/repos/octo/widgets/environments/:name/deployment_protection_rules';
const environment = '/repos/octo/widgets/environments/:name';

it.each<[string, Fault]>([
  ['one that fails for a moment', { on: { path: apps, nth: 1 }, kind: 'status', status: 502 }],
  ['a dropped connection', { on: { path: environment, nth: 1 }, kind: 'drop' }],
  [
    'a rate limit of a minute',
    { on: { path: environment, nth: 1 }, kind: 'status', status: 429, retryAfter: 60 },
  ],
])('%s is asked again', async (_, fault) => {
  const { verdict, elapsedMs } = await play(ENVIRONMENT, WORLD, {}, { faults: [fault] });
  expect([verdict, elapsedMs < 120_000]).toEqual(['pass', true]);
});

it.each<[string, Fault]>([
  ['a server error', { on: { path: apps }, kind: 'status', status: 503 }],
  ['a broken connection', { on: { path: apps }, kind: 'drop' }],
])('%s that stays leaves that setting unknown, and the others judged', async (_, fault) => {
  const result = await play(ENVIRONMENT, WORLD, {}, { faults: [fault] });
  expect([result.verdict, ...against(result)]).toEqual(['unknown', 'unknown environments/crates-io/apps']);
  expect(result.finding('environments/crates-io/secrets')?.verdict).toBe('pass');
});

it('a rate limit that lasts is not run into again for every other setting', async () => {
  const fault: Fault = { on: {}, kind: 'status', status: 429, retryAfter: 3600 };
  const result = await play(ENVIRONMENT + ADMIN, WORLD, {}, { faults: [fault] });
  expect([result.verdict, result.requests.length]).toEqual(['unknown', 1]);
  expect(
    result.drift.every(({ verdict, found }) => verdict === 'unknown' && found.includes('rate limit')),
  ).toBe(true);
});

it('a token that GitHub does not take ends the asking', async () => {
  const fault: Fault = { on: {}, kind: 'status', status: 401, body: '{"message":"Bad credentials"}' };
  const result = await play(ENVIRONMENT + ADMIN, WORLD, {}, { faults: [fault] });
  expect([result.verdict, result.requests.length]).toEqual(['unknown', 1]);
  expect(result.message).toContain('GitHub does not take the token');
});

it('what is left when the time is up is unknown', async () => {
  const result = await play(ENVIRONMENT, WORLD, { deadline: '3s' }, { requestMs: 2000 });
  expect([result.verdict, result.requests.length]).toEqual(['unknown', 2]);
  expect(result.drift.at(-1)).toMatchObject({
    verdict: 'unknown',
    found: expect.stringContaining('The time for the audit was up.'),
  });
});

it.each([
  ['no JSON', '<html>'],
  ['an empty mapping', '{}'],
  [
    'rules that are none',
    '{"id":1,"name":"crates-io","protection_rules":{},"deployment_branch_policy":null}',
  ],
])('an answer of %s is unknown', async (_, body) => {
  const fault: Fault = { on: { path: environment }, kind: 'status', status: 200, body };
  const result = await play(ENVIRONMENT, WORLD, {}, { faults: [fault] });
  expect([result.verdict, ...against(result)]).toEqual(['unknown', 'unknown environments/crates-io/exists']);
});

it('a server that does not tell tags from branches leaves the policies unknown', async () => {
  const result = await play(ENVIRONMENT, {
    environments: [anEnvironment({ policies: [{ name: 'v[0-9]*.[0-9]*.[0-9]*' }] })],
  });
  expect(against(result)).toEqual(['unknown environments/crates-io/deploy-from']);
});

it("a server of one's own is asked below /api/v3", async () => {
  const { verdict, requests } = await play(ENVIRONMENT, { ...WORLD, root: '/api/v3' });
  expect([verdict, requests[0]]).toEqual(['pass', '/api/v3/repos/octo/widgets/environments/crates-io']);
});

it('a rate limit of more than half of the time is not waited for, so that others are not left out', async () => {
  const fault: Fault = { on: { path: apps, nth: 1 }, kind: 'status', status: 429, retryAfter: 200 };
  const { verdict, elapsedMs } = await play(ENVIRONMENT, WORLD, { deadline: '5m' }, { faults: [fault] });
  expect([verdict, elapsedMs]).toEqual(['unknown', 0]);
});

const many = <T>(one: (name: string) => T) => Array.from({ length: 11 }, (_, at) => one(`x${at}`));

it.each<[string, string, World, string]>([
  [
    'environments',
    ENVIRONMENT,
    { environments: many((name) => anEnvironment({ name })) },
    'environments/crates-io/exists',
  ],
  [
    'policies',
    ENVIRONMENT,
    { environments: [anEnvironment({ policies: many((name) => ({ name, type: 'tag' as const })) })] },
    'environments/crates-io/deploy-from',
  ],
  [
    'secrets',
    ENVIRONMENT,
    { environments: [anEnvironment({ secrets: many((name) => name) })] },
    'environments/crates-io/secrets',
  ],
  [
    'rulesets',
    'rulesets: { tags: { target: tag, include: any, rules: [deletion] } }',
    { rulesets: many((name) => ({ id: 7, name, target: 'tag' as const })) },
    'rulesets/tag/tags/exists',
  ],
  [
    'rules of a branch',
    'branches: { main: { rules: [deletion] } }',
    { branchRules: { main: many((type) => ({ type })) } },
    'branches/main/rules',
  ],
])(
  '%s of which there are more than are read are unknown, and not missing',
  async (_, expected, world, id) => {
    const { verdict, drift } = await play(expected, { ...world, pageSize: 1 });
    expect([verdict, drift]).toEqual([
      'unknown',
      [expect.objectContaining({ id, found: expect.stringMatching(/^not to be seen: /) })],
    ]);
  },
);

it('a list of environments that is none does not prove that one is missing', async () => {
  const list: Fault = {
    on: { path: '/repos/octo/widgets/environments' },
    kind: 'status',
    status: 200,
    body: '{}',
  };
  const result = await play(ENVIRONMENT, {}, {}, { faults: [list] });
  expect(against(result)).toEqual(['unknown environments/crates-io/exists']);
});

const environmentLists = [
  ['apps', apps, 'custom_deployment_protection_rules', 'environments/crates-io/apps'],
  ['secrets', `${environment}/secrets`, 'secrets', 'environments/crates-io/secrets'],
  [
    'policies',
    `${environment}/deployment-branch-policies`,
    'branch_policies',
    'environments/crates-io/deploy-from',
  ],
] as const;

it.each(environmentLists)(
  '%s of which GitHub gives fewer than it counts are unknown, whatever those say',
  async (_, path, list, id) => {
    const items = list === 'branch_policies' ? [{ name: 'v[0-9]*.[0-9]*.[0-9]*', type: 'tag' }] : [];
    const body = JSON.stringify({ total_count: items.length + 1, [list]: items });
    const fault: Fault = { on: { path }, kind: 'status', status: 200, body };
    const result = await play(ENVIRONMENT, WORLD, {}, { faults: [fault] });
    expect(against(result)).toEqual([`unknown ${id}`]);
  },
);

it('a list of environments that GitHub cuts off does not prove that one is missing', async () => {
  const body = '{"total_count":2,"environments":[{"name":"pypi"}]}';
  const list: Fault = {
    on: { path: '/repos/octo/widgets/environments' },
    kind: 'status',
    status: 200,
    body,
  };
  const result = await play(ENVIRONMENT, {}, {}, { faults: [list] });
  expect(against(result)).toEqual(['unknown environments/crates-io/exists']);
});

it('a folder as long as GitHub lists at most does not prove that a workflow is missing', async () => {
  const files = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`${at}.yml`, '']));
  const result = await play('workflows: { release.yml: [crates-io] }', { files });
  expect(against(result)).toEqual(['unknown workflows/release.yml/exists']);
});

it.each([
  ['a wait timer', 'wait-timer: 0', { type: 'wait_timer' }, 'wait-timer'],
  ['a rule of reviewers', 'reviewers: []', { type: 'required_reviewers' }, 'reviewers'],
])('%s without its value is unknown, and not none', async (_, declared, rule, word) => {
  const environments = [anEnvironment({ protection_rules: [{ id: 1, node_id: '', ...rule }] })];
  const expected = ENVIRONMENT.replace('deploy-from', `${declared}, deploy-from`);
  expect(against(await play(expected, { environments }))).toEqual([`unknown environments/crates-io/${word}`]);
});

it('reviews of which GitHub does not say how many are required are unknown, and not 0', async () => {
  const main = {
    enforce_admins: { url: '', enabled: true },
    allow_force_pushes: { enabled: false },
    allow_deletions: { enabled: false },
    required_pull_request_reviews: { dismiss_stale_reviews: false, require_code_owner_reviews: false },
  };
  const expected = 'branches: { main: { protection: { required-approvals: 0 } } }';
  expect(against(await play(expected, { protection: { main } }))).toEqual([
    'unknown branches/main/protection/required-approvals',
  ]);
});

it('a policy that is neither for protected nor for selected branches is unknown, and not any', async () => {
  const deployment_branch_policy = { protected_branches: false, custom_branch_policies: false };
  const result = await play('environments: { crates-io: { deploy-from: any } }', {
    environments: [anEnvironment({ deployment_branch_policy })],
  });
  expect(against(result)).toEqual(['unknown environments/crates-io/exists']);
});

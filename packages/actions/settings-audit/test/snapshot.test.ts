import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anEnvironment, reviewerRule, type World, waitTimer } from './github.ts';
import { play } from './play.ts';

const snapshot = async (world: World) =>
  String((await play('', world, { snapshot: 'true' })).outputs.current);

const name = fc.constantFrom('crates-io', '3.10', 'yes', 'prod/x', 'ü: #"');
const patterns = fc.constantFrom('v*', '[0-9]*', '*', '- a: b', '{x}', 'true', '~ALL');
const environment = fc.record({
  id: fc.nat(),
  name,
  protection_rules: fc
    .tuple(
      fc.constantFrom([], [reviewerRule()], [reviewerRule(['user:a'], false)]),
      fc.constantFrom([], [waitTimer(7)]),
    )
    .map((rules) => rules.flat()),
  deployment_branch_policy: fc.constantFrom(
    null,
    { protected_branches: true, custom_branch_policies: false },
    { protected_branches: false, custom_branch_policies: true },
  ),
  can_admins_bypass: fc.boolean(),
  policies: fc.uniqueArray(
    fc.record({ name: patterns, type: fc.constantFrom('tag' as const, 'branch' as const) }),
    { selector: ({ name, type }) => type + name },
  ),
  secrets: fc.uniqueArray(fc.constantFrom('A', 'TOKEN_1')),
  apps: fc.constantFrom([], [{ slug: 'gate', enabled: true }]),
});
type Actors = NonNullable<NonNullable<World['rulesets']>[number]['bypass_actors']>;
const actors = fc.constantFrom<Actors>(
  [],
  [{ actor_type: 'Team' as const, actor_id: 3, bypass_mode: 'pull_request' as const }],
);
const ruleset = fc.record({
  id: fc.constant(7),
  name: patterns,
  target: fc.constantFrom('tag' as const, 'branch' as const),
  enforcement: fc.constantFrom('active' as const, 'evaluate' as const),
  conditions: fc.record({
    ref_name: fc.record({ include: fc.uniqueArray(patterns), exclude: fc.uniqueArray(patterns) }),
  }),
  rules: fc.constantFrom<NonNullable<NonNullable<World['rulesets']>[number]['rules']>>(
    [],
    [
      { type: 'deletion' as const },
      {
        type: 'pull_request' as const,
        parameters: {
          required_approving_review_count: 2,
          allowed_merge_methods: ['squash'],
          x: null,
          y: '',
        } as never,
      },
    ],
  ),
  bypass_actors: actors,
});
const worlds: fc.Arbitrary<World> = fc.record({
  environments: fc.uniqueArray(environment, { selector: (one) => one.name, maxLength: 3 }),
  rulesets: ruleset.map((one) => [one]),
  branchRules: fc.constantFrom({}, { main: [{ type: 'deletion', ruleset_id: 7 }] }),
  immutable: fc.boolean(),
  permissions: fc.constantFrom(
    { allowed_actions: 'all' as const },
    { allowed_actions: 'selected' as const, sha_pinning_required: true },
  ),
  selected: fc.constant({ patterns_allowed: ['octo/*'] }),
  subject: fc.constantFrom(
    { use_default: true },
    { use_default: false, include_claim_keys: ['repo', 'ref'] },
  ),
  protection: fc.constantFrom(
    {},
    {
      main: {
        enforce_admins: { url: '', enabled: false },
        allow_force_pushes: { enabled: true },
        allow_deletions: { enabled: false },
      },
    },
  ),
});

it('what the repository has now, written down, passes against itself', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      const current = await snapshot(world);
      const { verdict, drift, message } = await play(current, world);
      expect([verdict, drift, message]).toEqual(['pass', [], '']);
    }),
    { seed: 20260103, numRuns: 40 },
  );
});

it('a snapshot is no verdict, and names what it could not see', async () => {
  const world = { environments: [anEnvironment()], lacks: ['administration', 'environments'] };
  const { outputs, error } = await play('', world, { snapshot: 'true' });
  expect([outputs.verdict, error]).toEqual(['unknown', undefined]);
  expect(outputs.current).toMatch(/^# Not to be seen: "actions: .*\n/);
  expect(outputs.current).toContain('    secrets: any\n');
  expect(outputs.current).not.toMatch(/^immutable-releases/m);
});

it('a snapshot can be no command to the runner', async () => {
  const { log } = await play(
    '',
    { environments: [anEnvironment({ name: '::error::x' }), anEnvironment({ name: '##[error]y' })] },
    { snapshot: 'true' },
  );
  expect(log.join('\n')).toContain('::error::x');
  expect(log.join('\n').replaceAll('info: ', '')).not.toMatch(/^\s*::|##\[/m);
});

it('a snapshot of a repository that cannot be seen fails', async () => {
  const faults = [{ on: {}, kind: 'status' as const, status: 401 }];
  const { error, outputs } = await play('', {}, { snapshot: 'true' }, { faults });
  expect([error, outputs]).toEqual([expect.objectContaining({ code: 'SETTINGS_UNKNOWN' }), {}]);
});

const RULESET = {
  id: 7,
  name: 'tags',
  target: 'tag' as const,
  enforcement: 'active' as const,
  conditions: { ref_name: { include: ['refs/tags/v*'], exclude: [] } },
  rules: [{ type: 'deletion' as const }],
  bypass_actors: [],
};

it.each([
  ['no rules', { rules: [] }, 'tag tags: it has no rules, so it binds nobody'],
  [
    'no refs',
    { conditions: { ref_name: { include: [], exclude: [] } } },
    'tag tags: it includes no refs, so it binds none',
  ],
])('a ruleset of %s is named in a comment, and not declared', async (_, more, said) => {
  const current = await snapshot({ rulesets: [{ ...RULESET, ...more }] });
  expect(current).toContain(`# Not declared: "ruleset ${said}"\n`);
  expect(current).not.toMatch(/^rulesets:/m);
});

it('two rulesets of one name are named in a comment, and not declared', async () => {
  const current = await snapshot({ rulesets: [RULESET, { ...RULESET, id: 8 }] });
  expect(current).toContain('# Not declared: "ruleset tag tags: another one has its name"\n');
  expect(current).not.toMatch(/^rulesets:/m);
});

it('of rulesets of one name and several targets the others are named in comments', async () => {
  const current = await snapshot({ rulesets: [RULESET, { ...RULESET, id: 8, target: 'branch' }] });
  expect(current).toContain('# Not declared: "ruleset branch tags: another one has its name"\n');
  expect(current).toContain('  tags:\n    target: tag\n');
});

it('a ruleset for pushes, which has no refs, passes against itself', async () => {
  const { conditions: _, ...pushes } = { ...RULESET, target: 'push' as const };
  const current = await snapshot({ rulesets: [pushes] });
  expect(current).toContain('    include: any\n');
  expect((await play(current, { rulesets: [pushes] })).verdict).toBe('pass');
});

it('an environment whose policies cannot be seen is named in a comment, and not declared', async () => {
  const path = '/repos/octo/widgets/environments/:name/deployment-branch-policies';
  const faults = [{ on: { path }, kind: 'status' as const, status: 403 }];
  const { outputs } = await play('', { environments: [anEnvironment()] }, { snapshot: 'true' }, { faults });
  expect(outputs.current).toMatch(/^# Not to be seen: "environment crates-io: its deployment policies: /m);
  expect(outputs.current).not.toMatch(/^environments:/m);
});

it('an environment whose policies are of no type is named in a comment, and not declared', async () => {
  const current = await snapshot({ environments: [anEnvironment({ policies: [{ name: 'v*' }] })] });
  expect(current).toContain('its deployment policies: The server does not tell tags from branches."\n');
  expect(current).not.toMatch(/^environments:/m);
});

it('reviewers that GitHub does not all name are named in a comment, and not declared', async () => {
  const rule = { ...reviewerRule(['user:ada']), reviewers: [{ type: 'Team' as const }] };
  const current = await snapshot({ environments: [anEnvironment({ protection_rules: [rule] })] });
  expect(current).toContain('its reviewers: GitHub does not tell the names of all."\n');
  expect(current).not.toContain('    reviewers:');
});

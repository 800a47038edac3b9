import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anEnvironment, reviewerRule, type World, waitTimer } from './github.ts';
import { play } from './play.ts';

const EXPECTED = `
environments:
  pypi: { deploy-from: { tags: [v*] }, secrets: [A] }
  crates-io: { reviewers: [user:a, user:b, user:c], deploy-from: { tags: [v*, w*], branches: [main] } }
rulesets:
  tags: { target: tag, include: [refs/tags/v*], rules: [deletion, { pull_request: { allowed_merge_methods: [squash, merge] } }] }
actions: { allowed: selected, patterns: [octo/*] }
workflows: { release.yml: [pypi] }
trusted-publishers:
  pypi: [{ project: b, workflow: release.yml }, { project: a, workflow: release.yml, environment: pypi }]
`;

const WORLD: World = {
  environments: [
    anEnvironment({
      protection_rules: [reviewerRule(['user:d', 'user:b', 'team:a']), waitTimer(3)],
      policies: [
        { name: 'x', type: 'tag' },
        { name: 'v*', type: 'branch' },
        { name: 'a', type: 'tag' },
      ],
      secrets: ['Z', 'B', 'A'],
      apps: [
        { slug: 'q', enabled: true },
        { slug: 'p', enabled: true },
      ],
    }),
    anEnvironment({ name: 'pypi', secrets: ['C', 'B'] }),
    anEnvironment({ name: 'other' }),
  ],
  rulesets: [
    {
      id: 2,
      name: 'tags',
      target: 'tag',
      enforcement: 'evaluate',
      conditions: { ref_name: { include: ['~ALL', 'x'], exclude: ['b', 'a'] } },
      rules: [
        { type: 'update' },
        { type: 'deletion' },
        { type: 'pull_request', parameters: { allowed_merge_methods: ['rebase', 'merge'] } as never },
      ],
      bypass_actors: [
        { actor_type: 'Team', actor_id: 3, bypass_mode: 'always' },
        { actor_type: 'DeployKey', actor_id: null, bypass_mode: 'always' },
      ],
    },
    { id: 1, name: 'main', target: 'branch', enforcement: 'active' },
  ],
  permissions: { allowed_actions: 'selected' },
  selected: { patterns_allowed: ['b/*', 'a/*'] },
  files: { 'release.yml': 'jobs: { a: { environment: x }, b: { environment: { name: y } } }', 'ci.yml': '' },
};

it('S13: the report has the same bytes in whatever order the server lists things', async () => {
  const first = await play(EXPECTED, WORLD);
  expect(first.drift.length).toBeGreaterThan(8);
  await fc.assert(
    fc.asyncProperty(
      fc.infiniteStream(fc.nat({ max: 1000 })),
      fc.integer({ min: 1, max: 3 }),
      async (chances, pageSize) => {
        const once = new Map<string, readonly unknown[]>();
        // The pages of one list are of one order.
        const order = <T>(list: readonly T[]): readonly T[] => {
          const key = JSON.stringify(list);
          const known = (once.get(key) as readonly T[] | undefined) ?? shuffle(list, chances);
          once.set(key, known);
          return known;
        };
        const other = await play(EXPECTED, { ...WORLD, order, pageSize });
        for (const output of ['drift', 'manual', 'evidence'] as const) {
          const bytes = ({ outputs }: typeof first) =>
            JSON.stringify(outputs[output]).replace(/"expectation":\{[^}]*\}/, '');
          expect(bytes(other)).toBe(bytes(first));
        }
        expect([other.summary, other.message]).toEqual([first.summary, first.message]);
      },
    ),
    { seed: 20260102, numRuns: 30 },
  );
});

function shuffle<T>(list: readonly T[], chances: Iterator<number>): readonly T[] {
  return list
    .map((item) => ({ item, at: chances.next().value as number }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

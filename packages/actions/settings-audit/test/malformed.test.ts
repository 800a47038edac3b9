import { isActionError } from '@gatehouse/action-kit';
import { expect, it } from 'vitest';
import { stringify } from 'yaml';
import { anEnvironment, type World } from './github.ts';
import { against, play } from './play.ts';

const on = (enabled: boolean) => ({ url: '', enabled });
const RULES = [
  { type: 'deletion' as const },
  { type: 'pull_request' as const, parameters: { allowed_merge_methods: ['squash'] } as never },
];
/** A repository in which everything that is asked for is there. */
const WORLD: World = {
  environments: [
    anEnvironment({ secrets: ['TOKEN'], apps: [{ slug: 'gate-app', enabled: true }] }),
    anEnvironment({ name: 'pypi' }),
  ],
  rulesets: [
    {
      id: 7,
      name: 'tags',
      target: 'tag',
      enforcement: 'active',
      conditions: { ref_name: { include: ['refs/tags/v*'], exclude: ['refs/tags/x'] } },
      rules: RULES,
      bypass_actors: [{ actor_type: 'Team', actor_id: 3, bypass_mode: 'always' }],
    },
  ],
  branchRules: { main: RULES.map((rule) => ({ ...rule, ruleset_id: 7 })) },
  protection: {
    main: {
      enforce_admins: on(true),
      allow_force_pushes: on(false),
      allow_deletions: on(false),
      required_status_checks: { contexts: ['test'], checks: [] },
      required_pull_request_reviews: {
        dismiss_stale_reviews: true,
        require_code_owner_reviews: false,
        required_approving_review_count: 2,
        bypass_pull_request_allowances: { users: [{ login: 'ada' }], teams: [], apps: [] } as never,
      },
    },
  },
  immutable: true,
  permissions: { allowed_actions: 'selected' },
  selected: { patterns_allowed: ['octo/*'] },
  subject: { use_default: false, include_claim_keys: ['repo'] },
  files: { 'release.yml': 'jobs: { a: { environment: crates-io } }' },
};

const bypass = ['Team:3'];
const rules = ['deletion', { pull_request: { allowed_merge_methods: ['squash'] } }];
const declared = {
  environments: {
    'crates-io': {
      reviewers: ['user:ada', 'team:release'],
      'prevent-self-review': true,
      'deploy-from': { tags: ['v[0-9]*.[0-9]*.[0-9]*'] },
      secrets: ['TOKEN'],
      apps: ['gate-app'],
    },
  },
  rulesets: { tags: { target: 'tag', include: ['refs/tags/v*'], exclude: ['refs/tags/x'], rules, bypass } },
  branches: {
    main: {
      rules,
      bypass,
      protection: {
        'dismiss-stale-reviews': true,
        'required-approvals': 2,
        'required-status-checks': ['test'],
        'bypass-pull-request': ['user:ada'],
      },
    },
  },
  'immutable-releases': true,
  actions: { 'default-workflow-permissions': 'read', allowed: 'selected', patterns: ['octo/*'] },
  'oidc-subject': ['repo'],
  workflows: { 'release.yml': ['crates-io'] },
};
const EXPECTED = stringify(declared);

/** GitHub tells the required checks twice; the other list is `contexts`. */
const UNREAD = 'checks';

type Way = readonly (string | number)[];
interface Place {
  readonly path: string;
  readonly way: Way;
  readonly value: unknown;
}

/** Every value in every answer that an audit, or a snapshot, of WORLD gets. */
async function placesOf(given: Readonly<Record<string, string>> = {}): Promise<readonly Place[]> {
  const answers = new Map<string, unknown>();
  const rewrite = (path: string, body: string) => {
    if (/^[[{]/.test(body) && !path.endsWith('.yml')) answers.set(path, JSON.parse(body));
    return body;
  };
  await play(EXPECTED, WORLD, given, { rewrite });
  return [...answers].flatMap(([path, body]) => valuesIn(body).map((found) => ({ path, ...found })));
}

function valuesIn(value: unknown, way: Way = []): readonly Omit<Place, 'path'>[] {
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(Object(value));
  const below = typeof value === 'object' ? inner : [];
  return [{ way, value }, ...below.flatMap(([key, one]) => valuesIn(one, [...way, key]))];
}

/** An audit for which the value at one place is `other`. */
const playWith = (place: Place, other: unknown, given: Readonly<Record<string, string>> = {}) =>
  play(EXPECTED, WORLD, given, {
    rewrite: (path, body) =>
      path === place.path ? JSON.stringify(replaced(JSON.parse(body), place.way, other)) : body,
  });

function replaced(value: unknown, [key, ...way]: Way, other: unknown): unknown {
  if (key === undefined) return other;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[key] = replaced(copy[key], way, other);
  return copy;
}

const isStructure = ({ value, way }: Place) =>
  value !== null && typeof value === 'object' && way.at(-1) !== UNREAD;
const isBug = (error: unknown) => error !== undefined && !isActionError(error);
const nameOf = ({ path, way }: Place, other: unknown) =>
  `${path.replace('/repos/octo/widgets', '')} ${way.join('.')} = ${JSON.stringify(other)}`;

it('the repository passes as it is', async () => {
  const result = await play(EXPECTED, WORLD);
  expect([result.verdict, against(result)]).toEqual(['pass', []]);
});

it('a list or an object that is something else is never as declared, and never a bug', async () => {
  const structures = (await placesOf()).filter(isStructure);
  const passed: string[] = [];
  for (const place of structures) {
    for (const other of [null, 'x', Array.isArray(place.value) ? {} : []]) {
      const { verdict, error } = await playWith(place, other);
      if (verdict === 'pass' || isBug(error)) passed.push(nameOf(place, other));
    }
  }
  expect([structures.length > 40, passed]).toEqual([true, []]);
});

it('a snapshot of malformed answers is never a bug', async () => {
  const structures = (await placesOf({ snapshot: 'true' })).filter(isStructure);
  const bugs: string[] = [];
  for (const place of structures) {
    const { error } = await playWith(place, null, { snapshot: 'true' });
    if (isBug(error)) bugs.push(nameOf(place, null));
  }
  expect([structures.length > 40, bugs]).toEqual([true, []]);
});

it.each(['', '..', '\ud800'])(
  'a snapshot of an environment that GitHub calls %j says what it could not see',
  async (name) => {
    const place = { path: '/repos/octo/widgets/environments', way: ['environments', 0, 'name'], value: '' };
    const { outputs, error } = await playWith(place, name, { snapshot: 'true' });
    expect([error, outputs.current]).toEqual([
      undefined,
      expect.stringContaining('# Not to be seen: "environments: GitHub answered with something else'),
    ]);
  },
);

const HOSTILE = 'x\n::error::x\r::error::x ##[error]x](y)<b>|';
const commands = (text: string) => text.match(/^\s*::.*|##\[.*/gm) ?? [];

it('no text of GitHub is a command to the runner', async () => {
  const found: string[] = [];
  const texts = (await placesOf()).filter(({ value }) => typeof value === 'string');
  for (const place of texts) {
    const { log, message, summary } = await playWith(place, HOSTILE);
    if (commands([...log, message, summary].join('\n')).length > 0) found.push(nameOf(place, ''));
  }
  expect([texts.length > 25, found]).toEqual([true, []]);
});

it('no text of the expectation file is a command to the runner', async () => {
  const bad: string[] = [];
  const texts = valuesIn(declared).filter(({ value }) => typeof value === 'string');
  for (const { way } of texts) {
    for (const world of [WORLD, {}]) {
      const { log, message, summary } = await play(stringify(replaced(declared, way, HOSTILE)), world);
      if (commands([...log, message, summary].join('\n')).length > 0) bad.push(way.join('.'));
    }
  }
  expect([texts.length > 15, bad]).toEqual([true, []]);
});

it('no name in the expectation file is a command to the runner', async () => {
  const bad: string[] = [];
  const sections = ['environments', 'rulesets', 'branches', 'workflows'] as const;
  for (const section of sections) {
    const [inner] = Object.values(declared[section]);
    for (const name of [HOSTILE, 'x ##[error]x.yml']) {
      const { log, message, summary } = await play(stringify({ [section]: { [name]: inner } }), WORLD);
      if (commands([...log, message, summary].join('\n')).length > 0) bad.push(section);
    }
  }
  expect(bad).toEqual([]);
});

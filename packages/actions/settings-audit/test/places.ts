import { isActionError } from '@gatehouse/action-kit';
import { stringify } from 'yaml';
import { anEnvironment, type World } from './github.ts';
import { play } from './play.ts';

const on = (enabled: boolean) => ({ url: '', enabled });
const RULES = [
  { type: 'deletion' as const },
  { type: 'pull_request' as const, parameters: { allowed_merge_methods: ['squash'] } as never },
];
/** A repository in which everything that is asked for is there. */
export const WORLD: World = {
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
      required_status_checks: { contexts: ['test'], checks: [{ context: 'test', app_id: 15368 }] },
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
export const declared = {
  environments: {
    'crates-io': {
      reviewers: ['user:ada', 'team:release'],
      'prevent-self-review': true,
      'wait-timer': 30,
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
        'require-code-owner-reviews': false,
        'required-approvals': 2,
        'required-status-checks': [{ test: 15368 }],
        'bypass-pull-request': ['user:ada'],
      },
    },
  },
  'immutable-releases': true,
  actions: {
    'default-workflow-permissions': 'read',
    'approve-pull-requests': false,
    allowed: 'selected',
    'sha-pinning-required': false,
    'github-owned': true,
    verified: false,
    patterns: ['octo/*'],
  },
  'oidc-subject': ['repo'],
  workflows: { 'release.yml': ['crates-io'] },
};
export const EXPECTED = stringify(declared);

export type Way = readonly (string | number)[];
export interface Place {
  readonly path: string;
  readonly way: Way;
  readonly value: unknown;
}

/** Every value in every answer that an audit, or a snapshot, of WORLD gets. */
export async function placesOf(given: Readonly<Record<string, string>> = {}): Promise<readonly Place[]> {
  const answers = new Map<string, unknown>();
  const rewrite = (path: string, body: string) => {
    if (/^[[{]/.test(body) && !path.endsWith('.yml')) answers.set(path, JSON.parse(body));
    return body;
  };
  await play(EXPECTED, WORLD, given, { rewrite });
  return [...answers].flatMap(([path, body]) => valuesIn(body).map((found) => ({ path, ...found })));
}

export function valuesIn(value: unknown, way: Way = []): readonly Omit<Place, 'path'>[] {
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(Object(value));
  const below = typeof value === 'object' ? inner : [];
  return [{ way, value }, ...below.flatMap(([key, one]) => valuesIn(one, [...way, key]))];
}

/** An audit for which the value at one place is `other`. */
export const playWith = (place: Place, other: unknown, given: Readonly<Record<string, string>> = {}) =>
  play(EXPECTED, WORLD, given, {
    rewrite: (path, body) =>
      path === place.path ? JSON.stringify(replaced(JSON.parse(body), place.way, other)) : body,
  });

export function replaced(value: unknown, [key, ...way]: Way, other: unknown): unknown {
  if (key === undefined) return other;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[key] = replaced(copy[key], way, other);
  return copy;
}

/** `value` without what is at the end of `way`. */
export function without(value: unknown, [key = '', ...way]: Way): unknown {
  const copy = structuredClone(value) as Record<string | number, unknown>;
  if (way.length > 0) copy[key] = without(copy[key], way);
  else delete copy[key];
  return copy;
}

export const isStructure = ({ value }: Place) => value !== null && typeof value === 'object';
export const isBug = (error: unknown) => error !== undefined && !isActionError(error);
export const nameOf = ({ path, way }: Place, other: unknown) =>
  `${path.replace('/repos/octo/widgets', '')} ${way.join('.')} = ${JSON.stringify(other)}`;

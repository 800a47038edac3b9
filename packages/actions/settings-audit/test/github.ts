import type { Schema } from '@gatehouse/github-client';
import { json, type Route, route, type StageRequest, type StageResponse } from '@gatehouse/rehearsal';

/** The repository of all tests. */
export const REPOSITORY = 'octo/widgets';

/** An environment as GitHub answers; `can_admins_bypass` is not in its published types. */
export type PlayedEnvironment = Pick<
  Schema<'environment'>,
  'id' | 'name' | 'protection_rules' | 'deployment_branch_policy'
> & {
  readonly can_admins_bypass?: boolean;
  /** Of the addresses below it. */
  readonly policies?: readonly Schema<'deployment-branch-policy'>[];
  readonly apps?: readonly { readonly slug: string; readonly enabled: boolean }[];
  readonly secrets?: readonly string[];
};

/** What the played GitHub holds. What is absent is answered as by a repository without it. */
export interface World {
  readonly environments?: readonly PlayedEnvironment[];
  readonly rulesets?: readonly Partial<Schema<'repository-ruleset'>>[];
  readonly branchRules?: Readonly<Record<string, readonly object[]>>;
  readonly protection?: Readonly<Record<string, Partial<Schema<'branch-protection'>>>>;
  readonly immutable?: boolean;
  readonly workflowPermissions?: Schema<'actions-get-default-workflow-permissions'>;
  readonly permissions?: Partial<Schema<'actions-repository-permissions'>>;
  readonly selected?: Schema<'selected-actions'>;
  readonly subject?: Partial<Schema<'oidc-custom-sub-repo'>>;
  /** Workflow files at the default branch by name. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the token may not see: of `administration`, `environments`, `actions`, `contents`. */
  readonly lacks?: readonly string[];
  /** Whether a token without a permission is answered with 404, as a classic one is, or 403. */
  readonly lackStatus?: 403 | 404;
  /** `/api/v3` of a server of one's own. */
  readonly root?: string;
  /** Changes the order of every list, as a server may. */
  readonly order?: <T>(list: readonly T[]) => readonly T[];
  readonly pageSize?: number;
}

/** An environment like that of the first user: two reviewers, 30 minutes, one tag policy. */
export function anEnvironment(more: Partial<PlayedEnvironment> = {}): PlayedEnvironment {
  const { name = 'crates-io' } = more;
  return {
    id: name === 'crates-io' ? 161088068 : idOf(name),
    name,
    protection_rules: [reviewerRule(), waitTimer(30), { id: 3, node_id: 'c', type: 'branch_policy' }],
    deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    can_admins_bypass: false,
    policies: [{ id: 1, name: 'v[0-9]*.[0-9]*.[0-9]*', type: 'tag' }],
    ...more,
  };
}

/** Each environment has an id of its own, as on GitHub. */
const idOf = (name: string) =>
  Buffer.from(name).reduce((sum, byte, at) => sum + byte * (at + 1), 170_000_000);

export const waitTimer = (minutes: number) => ({
  id: 2,
  node_id: 'b',
  type: 'wait_timer',
  wait_timer: minutes,
});

/** The rule of required reviewers; `user:ada` or `team:release`. */
export function reviewerRule(names = ['user:ada', 'team:release'], preventSelfReview = true) {
  return {
    id: 1,
    node_id: 'a',
    type: 'required_reviewers',
    prevent_self_review: preventSelfReview,
    reviewers: names.map((name) => {
      const [kind = '', word = ''] = name.split(':');
      return kind === 'team'
        ? { type: 'Team' as const, reviewer: { slug: word, name: word } as Schema<'team'> }
        : { type: 'User' as const, reviewer: { login: word } as Schema<'simple-user'> };
    }),
  };
}

/** The part of GitHub's API that the audit asks, as GitHub answers. */
export function githubRoutes(world: World): readonly Route[] {
  const { root = '', lacks = [], lackStatus = 403, order = (list) => list, pageSize = 100 } = world;
  const base = `${root}/repos/${REPOSITORY}`;
  const page = (request: StageRequest, list: readonly object[], name?: string) => {
    const at = Number(request.query.get('page') ?? 1);
    const items = order(list).slice((at - 1) * pageSize, at * pageSize);
    const next = new URL(request.url);
    next.searchParams.set('page', String(at + 1));
    const headers = at * pageSize < list.length ? { link: `<${next}>; rel="next"` } : {};
    return json(200, name === undefined ? items : { total_count: list.length, [name]: items }, headers);
  };
  const get = (path: string, permission: string, handle: (request: StageRequest) => StageResponse) =>
    route('GET', base + path, (request) =>
      lacks.includes(permission) ? refused(permission, lackStatus) : handle(request as StageRequest),
    );
  // The lists among the parameters of a rule.
  const shuffled = (rule: object) => {
    const { parameters } = rule as { parameters?: object };
    if (parameters === undefined) return rule;
    const entries = Object.entries(parameters).map(([key, value]) => [
      key,
      Array.isArray(value) ? order(value) : value,
    ]);
    return { ...rule, parameters: Object.fromEntries(entries) };
  };
  const environments = world.environments ?? [];
  const inEnvironment = (request: StageRequest, handle: (found: PlayedEnvironment) => StageResponse) => {
    const name = (request.params as Record<string, string>).name?.toLowerCase();
    const found = environments.find((one) => one.name.toLowerCase() === name);
    return found === undefined ? NOT_FOUND : handle(found);
  };
  const param = (request: StageRequest, name: string) =>
    (request.params as Record<string, string>)[name] ?? '';
  const shown = ({
    policies: _p,
    apps: _a,
    secrets: _s,
    protection_rules: rules = [],
    ...rest
  }: PlayedEnvironment) => ({
    ...rest,
    protection_rules: order(rules).map((rule) =>
      'reviewers' in rule ? { ...rule, reviewers: order(rule.reviewers ?? []) } : rule,
    ),
  });
  return [
    get('', 'metadata', () => json(200, { default_branch: 'main' })),
    get('/environments', 'actions', (request) => page(request, environments.map(shown), 'environments')),
    get('/environments/:name', 'actions', (request) =>
      inEnvironment(request, (found) => json(200, shown(found))),
    ),
    get('/environments/:name/deployment-branch-policies', 'actions', (request) =>
      inEnvironment(request, ({ policies = [] }) => page(request, policies, 'branch_policies')),
    ),
    get('/environments/:name/deployment_protection_rules', 'actions', (request) =>
      inEnvironment(request, ({ apps = [] }) =>
        json(200, {
          total_count: apps.length,
          custom_deployment_protection_rules: order(apps).map(({ slug, enabled }, id) => ({
            id,
            node_id: '',
            enabled,
            app: { id, slug, node_id: '', integration_url: '' },
          })),
        }),
      ),
    ),
    get('/environments/:name/secrets', 'environments', (request) =>
      inEnvironment(request, ({ secrets = [] }) =>
        page(
          request,
          secrets.map((name) => ({ name, created_at: '', updated_at: '' })),
          'secrets',
        ),
      ),
    ),
    get('/rulesets', 'metadata', (request) => {
      const list = (world.rulesets ?? []).map(({ id, name, target, enforcement }) => ({
        id,
        name,
        target,
        enforcement,
        source: REPOSITORY,
      }));
      return page(request, list);
    }),
    get('/rulesets/:id', 'metadata', (request) => {
      const found = world.rulesets?.find(({ id }) => String(id) === param(request, 'id'));
      if (found === undefined) return NOT_FOUND;
      const { bypass_actors: actors, rules = [], ...rest } = found;
      const visible =
        actors === undefined || lacks.includes('administration') ? {} : { bypass_actors: order(actors) };
      return json(200, { source: REPOSITORY, ...rest, rules: order(rules).map(shuffled), ...visible });
    }),
    get('/rules/branches/:branch', 'metadata', (request) =>
      page(request, world.branchRules?.[param(request, 'branch')] ?? []),
    ),
    get('/branches/:branch/protection', 'administration', (request) => {
      const found = world.protection?.[param(request, 'branch')];
      return found === undefined ? json(404, { message: 'Branch not protected' }) : json(200, found);
    }),
    get('/immutable-releases', 'administration', () =>
      world.immutable ? json(200, { enabled: true, enforced_by_owner: false }) : NOT_FOUND,
    ),
    get('/actions/permissions', 'administration', () =>
      json(200, { enabled: true, allowed_actions: 'all', sha_pinning_required: false, ...world.permissions }),
    ),
    get('/actions/permissions/workflow', 'administration', () =>
      json(
        200,
        world.workflowPermissions ?? {
          default_workflow_permissions: 'read',
          can_approve_pull_request_reviews: false,
        },
      ),
    ),
    get('/actions/permissions/selected-actions', 'administration', () => {
      if (world.permissions?.allowed_actions !== 'selected') return json(409, { message: 'Conflict' });
      const { patterns_allowed: patterns = [], ...rest } = world.selected ?? {};
      return json(200, {
        github_owned_allowed: true,
        verified_allowed: false,
        ...rest,
        patterns_allowed: order(patterns),
      });
    }),
    get('/actions/oidc/customization/sub', 'actions', () =>
      json(200, { ...SUBJECT_FORMAT, use_default: true, ...world.subject }),
    ),
    get('/contents/.github/workflows', 'contents', () =>
      world.files === undefined
        ? NOT_FOUND
        : json(
            200,
            order(Object.keys(world.files)).map((name) => ({ type: 'file', name })),
          ),
    ),
    get('/contents/.github/workflows/:file', 'contents', (request) => {
      const body = world.files?.[param(request, 'file')];
      return body === undefined ? NOT_FOUND : { status: 200, body };
    }),
  ];
}

/** Of a repository from before GitHub put ids into the subject. */
const SUBJECT_FORMAT = { use_immutable_subject: false, sub_claim_prefix: `repo:${REPOSITORY}` };

const NOT_FOUND = json(404, { message: 'Not Found' });

function refused(permission: string, status: 403 | 404): StageResponse {
  return status === 404
    ? NOT_FOUND
    : json(
        403,
        { message: 'Resource not accessible by integration' },
        { 'x-accepted-github-permissions': `${permission}=read` },
      );
}

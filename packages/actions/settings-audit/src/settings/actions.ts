import * as z from 'zod/mini';
import type { RepositoryAccess } from './access.ts';
import { idle } from './answer.ts';
import { type Look, mapLook, seen, settle } from './look.ts';
import type { ActionsPolicy, ImmutableReleases, SelectedActions, WorkflowPermissions } from './seen.ts';

const ADMIN = 'Administration: read';

const policy = {
  answer: 'actions permissions',
  schema: z.strictObject({
    enabled: z.boolean(),
    allowed_actions: z.optional(z.string()),
    sha_pinning_required: z.optional(z.boolean()),
    ...idle('selected_actions_url'),
  }),
  permission: ADMIN,
};

/** Which actions may run. Whoever sees this holds `Administration: read`. */
export async function readActionsPolicy({
  client,
  looker,
  owner,
  repo,
}: RepositoryAccess): Promise<Look<ActionsPolicy>> {
  const ask = () => client.get('/repos/{owner}/{repo}/actions/permissions', { owner, repo });
  return mapLook(settle(await looker.look(ask, policy), false), (found) => ({
    enabled: found.enabled,
    allowed: found.allowed_actions,
    shaPinning: found.sha_pinning_required,
  }));
}

const selected = {
  answer: 'selected actions',
  schema: z.strictObject({
    github_owned_allowed: z.optional(z.boolean()),
    verified_allowed: z.optional(z.boolean()),
    patterns_allowed: z.optional(z.array(z.string())),
  }),
  permission: ADMIN,
};

/** Which actions are selected, where only selected ones may run. */
export async function readSelectedActions({
  client,
  looker,
  owner,
  repo,
}: RepositoryAccess): Promise<Look<SelectedActions>> {
  const ask = () => client.get('/repos/{owner}/{repo}/actions/permissions/selected-actions', { owner, repo });
  return mapLook(settle(await looker.look(ask, selected), false), (found) => ({
    githubOwned: found.github_owned_allowed,
    verified: found.verified_allowed,
    patterns: found.patterns_allowed,
  }));
}

const permissions = {
  answer: 'workflow permissions',
  schema: z.strictObject({
    default_workflow_permissions: z.string(),
    can_approve_pull_request_reviews: z.boolean(),
  }),
  permission: ADMIN,
};

/** What `GITHUB_TOKEN` may do where a workflow does not say. */
export async function readWorkflowPermissions(access: RepositoryAccess): Promise<Look<WorkflowPermissions>> {
  const { client, looker, owner, repo } = access;
  const ask = () => client.get('/repos/{owner}/{repo}/actions/permissions/workflow', { owner, repo });
  return mapLook(settle(await looker.look(ask, permissions), false), (found) => ({
    defaultPermissions: found.default_workflow_permissions,
    approvePullRequests: found.can_approve_pull_request_reviews,
  }));
}

const immutable = {
  answer: 'immutable releases',
  schema: z.strictObject({ enabled: z.boolean(), enforced_by_owner: z.boolean() }),
  permission: ADMIN,
};

/**
 * Whether releases are immutable. GitHub answers 404 where they are not, and to who may not see it, so
 * `isAdmin` decides which of them it is.
 */
export async function readImmutableReleases(
  { client, looker, owner, repo }: RepositoryAccess,
  isAdmin: () => Promise<boolean>,
): Promise<Look<ImmutableReleases>> {
  const ask = () => client.get('/repos/{owner}/{repo}/immutable-releases', { owner, repo });
  const look = await looker.look(ask, immutable);
  const proved = look.kind === 'not-found' && (await isAdmin());
  const settled = settle(look, proved);
  if (settled.kind === 'absent') return seen({ enabled: false, enforcedByOwner: false });
  return mapLook(settled, (found) => ({ enabled: found.enabled, enforcedByOwner: found.enforced_by_owner }));
}

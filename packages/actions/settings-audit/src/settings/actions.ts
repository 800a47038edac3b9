import * as z from 'zod/mini';
import { type Look, mapLook, seen, settle } from './look.ts';
import type { Rim } from './rim.ts';
import type {
  ActionsPolicy,
  ImmutableReleases,
  OidcSubject,
  SelectedActions,
  WorkflowPermissions,
} from './seen.ts';

const ADMIN = 'Administration: read';

const policy = z.looseObject({
  enabled: z.boolean(),
  allowed_actions: z.optional(z.string()),
  sha_pinning_required: z.optional(z.boolean()),
});

/** Which actions may run. Whoever sees this holds `Administration: read`. */
export async function readActionsPolicy({ client, looker, owner, repo }: Rim): Promise<Look<ActionsPolicy>> {
  const ask = () => client.get('/repos/{owner}/{repo}/actions/permissions', { owner, repo });
  return mapLook(settle(await looker.look(ask, policy, ADMIN), false), (found) => ({
    enabled: found.enabled,
    allowed: found.allowed_actions,
    shaPinning: found.sha_pinning_required,
  }));
}

const selected = z.looseObject({
  github_owned_allowed: z.optional(z.boolean()),
  verified_allowed: z.optional(z.boolean()),
  patterns_allowed: z.optional(z.array(z.string())),
});

/** Which actions are selected, where only selected ones may run. */
export async function readSelectedActions({
  client,
  looker,
  owner,
  repo,
}: Rim): Promise<Look<SelectedActions>> {
  const ask = () => client.get('/repos/{owner}/{repo}/actions/permissions/selected-actions', { owner, repo });
  return mapLook(settle(await looker.look(ask, selected, ADMIN), false), (found) => ({
    githubOwned: found.github_owned_allowed,
    verified: found.verified_allowed,
    patterns: found.patterns_allowed,
  }));
}

const permissions = z.looseObject({
  default_workflow_permissions: z.string(),
  can_approve_pull_request_reviews: z.boolean(),
});

/** What `GITHUB_TOKEN` may do where a workflow does not say. */
export async function readWorkflowPermissions(rim: Rim): Promise<Look<WorkflowPermissions>> {
  const { client, looker, owner, repo } = rim;
  const ask = () => client.get('/repos/{owner}/{repo}/actions/permissions/workflow', { owner, repo });
  return mapLook(settle(await looker.look(ask, permissions, ADMIN), false), (found) => ({
    defaultPermissions: found.default_workflow_permissions,
    approvePullRequests: found.can_approve_pull_request_reviews,
  }));
}

const immutable = z.looseObject({ enabled: z.boolean(), enforced_by_owner: z.boolean() });

/**
 * Whether releases are immutable. GitHub answers 404 where they are not, and to who may not see it, so
 * `isAdmin` decides which of them it is.
 */
export async function readImmutableReleases(
  { client, looker, owner, repo }: Rim,
  isAdmin: () => Promise<boolean>,
): Promise<Look<ImmutableReleases>> {
  const ask = () => client.get('/repos/{owner}/{repo}/immutable-releases', { owner, repo });
  const look = await looker.look(ask, immutable, ADMIN);
  const proved = look.kind === 'not-found' && (await isAdmin());
  const settled = settle(look, proved);
  if (settled.kind === 'absent') return seen({ enabled: false, enforcedByOwner: false });
  return mapLook(settled, (found) => ({ enabled: found.enabled, enforcedByOwner: found.enforced_by_owner }));
}

const subject = z.looseObject({
  use_default: z.boolean(),
  include_claim_keys: z.optional(z.array(z.string())),
});

/** Of what the subject of this repository's OIDC tokens is made. */
export async function readOidcSubject({ client, looker, owner, repo }: Rim): Promise<Look<OidcSubject>> {
  const ask = () => client.get('/repos/{owner}/{repo}/actions/oidc/customization/sub', { owner, repo });
  return mapLook(settle(await looker.look(ask, subject, 'Actions: read'), false), (found): OidcSubject => {
    if (found.use_default) return { kind: 'default' };
    const claims = found.include_claim_keys ?? [];
    return claims.length === 0 ? { kind: 'inherited' } : { kind: 'claims', claims };
  });
}

import * as z from 'zod/mini';
import type { RepositoryAccess } from './access.ts';
import { idle } from './answer.ts';
import type { EnvironmentPlace } from './environment-place.ts';
import { mapLook, settle } from './look.ts';
import type { DeployFrom, DeploymentPolicy } from './seen.ts';
import { wholeList } from './whole-list.ts';

/** Which kind of policy an environment has; `null` lets in every ref. */
export const deploymentBranchPolicy = z.nullable(
  z
    .strictObject({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() })
    // GitHub takes exactly one of them.
    .check(z.refine((found) => found.protected_branches !== found.custom_branch_policies)),
);

const policiesView = {
  answer: 'deployment branch policies',
  schema: z.array(
    z.strictObject({
      name: z.string(),
      type: z.optional(z.enum(['branch', 'tag'])),
      ...idle('id', 'node_id'),
    }),
  ),
  permission: 'Actions: read',
};

/** From where an environment may be deployed to. */
export async function readDeployFrom(
  policy: z.output<typeof deploymentBranchPolicy>,
  at: EnvironmentPlace,
  { client, looker }: RepositoryAccess,
): Promise<DeployFrom> {
  if (policy === null) return { kind: 'any' };
  if (policy.protected_branches) return { kind: 'protected-branches' };
  const path = '/repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies';
  const ask = () =>
    wholeList(client, path, at, (page) => ({ items: page.branch_policies, total: page.total_count }));
  const look = settle(await looker.look(ask, policiesView), false);
  const found = mapLook(look, (list) =>
    list.map(({ name, type }): DeploymentPolicy => ({ type, pattern: name })),
  );
  return { kind: 'selected', policies: found };
}

import * as z from 'zod/mini';
import type { RepositoryAccess } from './access.ts';
import { idle, names } from './answer.ts';
import type { EnvironmentPlace } from './environment-place.ts';
import { type Look, mapLook, settle } from './look.ts';
import { wholeList } from './whole-list.ts';

const appsView = {
  answer: 'deployment protection rules',
  schema: z.array(
    z.strictObject({
      enabled: z.boolean(),
      app: z.strictObject({ slug: z.string(), ...idle('id', 'node_id', 'integration_url') }),
      ...idle('id', 'node_id'),
    }),
  ),
  permission: 'Actions: read',
};

/** The apps that decide on deployments to an environment. */
export async function readApps(
  at: EnvironmentPlace,
  { client, looker }: RepositoryAccess,
): Promise<Look<readonly string[]>> {
  const path = '/repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules';
  const ask = () =>
    wholeList(client, path, at, (page) => ({
      items: page.custom_deployment_protection_rules as readonly object[],
      total: page.total_count,
    }));
  return mapLook(settle(await looker.look(ask, appsView), false), (rules) =>
    rules.filter(({ enabled }) => enabled).map(({ app }) => app.slug),
  );
}

/** The names of the secrets of an environment. */
export async function readSecrets(
  at: EnvironmentPlace,
  { client, looker }: RepositoryAccess,
): Promise<Look<readonly string[]>> {
  const path = '/repos/{owner}/{repo}/environments/{environment_name}/secrets';
  const ask = () => wholeList(client, path, at, (page) => ({ items: page.secrets, total: page.total_count }));
  const view = { answer: 'environment secrets', schema: names, permission: 'Environments: read' };
  return settle(await looker.look(ask, view), false);
}

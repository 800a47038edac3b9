import { quote } from '@gatehouse/action-kit';
import * as z from 'zod/mini';
import type { RepositoryAccess } from './access.ts';
import { idle, names } from './answer.ts';
import { deploymentBranchPolicy, readDeployFrom } from './deploy-from.ts';
import { readApps, readSecrets } from './environment-lists.ts';
import { type Look, type NotFound, seen, settle } from './look.ts';
import type { Environment, ReviewerRule } from './seen.ts';
import { wholeList } from './whole-list.ts';

const rule = z.strictObject({
  type: z.string(),
  wait_timer: z.optional(z.number()),
  prevent_self_review: z.optional(z.boolean()),
  reviewers: z.optional(
    z.array(
      z.strictObject({
        type: z.optional(z.string()),
        // Of a person or a team nothing but the name is wanted.
        reviewer: z.nullish(z.looseObject({ login: z.optional(z.string()), slug: z.optional(z.string()) })),
      }),
    ),
  ),
  ...idle('id', 'node_id'),
});

/** The kinds of rules; `branch_policy` says no more than `deployment_branch_policy`. */
const RULE_TYPES: ReadonlySet<string> = new Set(['required_reviewers', 'wait_timer', 'branch_policy']);

/** `can_admins_bypass` is not in GitHub's published types, but in its answers (github/roadmap#654). */
const environment = z.strictObject({
  id: z.number(),
  name: z.string(),
  protection_rules: z.array(rule),
  deployment_branch_policy: deploymentBranchPolicy,
  can_admins_bypass: z.optional(z.boolean()),
  ...idle('node_id', 'url', 'html_url', 'created_at', 'updated_at'),
});
const environmentView = { answer: 'environment', schema: environment, permission: 'Actions: read' };

/** The names of all environments, in GitHub's order. */
export async function listEnvironments(access: RepositoryAccess): Promise<Look<readonly string[]>> {
  const { client, looker, owner, repo } = access;
  const ask = () =>
    wholeList(client, '/repos/{owner}/{repo}/environments', { owner, repo }, (page) => ({
      // Published as one that may be left out; the client refuses what is no list.
      items: page.environments as readonly object[],
      total: page.total_count,
    }));
  const view = { answer: 'environments', schema: names, permission: 'Actions: read' };
  return settle(await looker.look(ask, view), false);
}

/** Reads each environment of `wanted`. One that is not found is absent only if the list shows that. */
export async function readEnvironments(
  wanted: readonly string[],
  access: RepositoryAccess,
): Promise<ReadonlyMap<string, Look<Environment>>> {
  const found = new Map<string, Look<Environment>>();
  let list: Look<readonly string[]> | undefined;
  for (const name of wanted) {
    const first = await readEnvironment(name, access);
    if (first.kind === 'not-found') list ??= await listEnvironments(access);
    // GitHub takes the names of environments in any case.
    const listed = list?.kind === 'seen' && list.value.map((one) => one.toLowerCase());
    found.set(name, settle(first, listed !== false && !listed?.includes(name.toLowerCase())));
  }
  return found;
}

async function readEnvironment(
  name: string,
  access: RepositoryAccess,
): Promise<Look<Environment> | NotFound> {
  const { client, looker, owner, repo } = access;
  const at = { owner, repo, environment_name: name };
  const base = '/repos/{owner}/{repo}/environments/{environment_name}';
  const what = `environment ${quote(name)}`;
  const look = await looker.look(() => client.get(base, at, { what }), environmentView);
  if (look.kind !== 'seen') return look;
  const { id, name: spelt, protection_rules: rules, deployment_branch_policy: policy } = look.value;
  const unknown = rules.filter(({ type }) => !RULE_TYPES.has(type));
  looker.keepUnread(
    environmentView.answer,
    unknown.map(({ type }) => `protection_rules[].type: ${type}`),
  );
  const timers = rules.filter(({ type }) => type === 'wait_timer');
  return seen({
    id,
    name: spelt,
    reviewerRules: rules.filter(({ type }) => type === 'required_reviewers').map(reviewerRuleOf),
    waitTimers: timers.map(({ wait_timer: minutes }) => minutes),
    adminsBypass: look.value.can_admins_bypass,
    deployFrom: await readDeployFrom(policy, at, access),
    apps: await readApps(at, access),
    secrets: await readSecrets(at, access),
  });
}

function reviewerRuleOf({ reviewers, prevent_self_review }: z.output<typeof rule>): ReviewerRule {
  return {
    preventSelfReview: prevent_self_review,
    reviewers: reviewers?.map(({ type, reviewer }) => {
      const name = type === 'Team' ? reviewer?.slug : reviewer?.login;
      return name === undefined || type === undefined ? undefined : `${type.toLowerCase()}:${name}`;
    }),
  };
}

import type { GitHubError } from '@gatehouse/github-client';
import * as z from 'zod/mini';
import type { ProtectionSwitch } from '../expectation/expected.ts';
import type { RepositoryAccess } from './access.ts';
import { idle } from './answer.ts';
import { type Look, mapLook, NOT_ASKED, settle } from './look.ts';
import { readRuleset, ruleOf, rulesView } from './rulesets.ts';
import type { Approvals, BranchSettings, Protection, Rule, Ruleset, StatusCheck } from './seen.ts';
import { wholeList } from './whole-list.ts';

/** What is looked at of a branch; the rest is not asked for. */
export interface WantedBranch {
  readonly name: string;
  readonly rules: boolean;
  readonly protection: boolean;
}

/** Reads `branch`: the rules that apply to it, their rulesets, and its classic protection. */
export async function readBranch(
  branch: WantedBranch,
  access: RepositoryAccess,
  isAdmin: () => Promise<boolean>,
): Promise<BranchSettings> {
  const rules = branch.rules ? await readRules(branch.name, access) : NOT_ASKED;
  const rulesets = new Map<number, Look<Ruleset>>();
  for (const { rulesetId } of rules.kind === 'seen' ? rules.value : []) {
    if (rulesetId !== undefined && !rulesets.has(rulesetId)) {
      rulesets.set(rulesetId, await readRuleset(rulesetId, access));
    }
  }
  const protection = branch.protection ? await readProtection(branch.name, access, isAdmin) : NOT_ASKED;
  return { rules, rulesets, protection };
}

async function readRules(
  branch: string,
  { client, looker, owner, repo }: RepositoryAccess,
): Promise<Look<readonly Rule[]>> {
  const path = '/repos/{owner}/{repo}/rules/branches/{branch}';
  const ask = () =>
    wholeList(client, path, { owner, repo, branch }, (page) => ({ items: page, total: undefined }));
  const look = settle(await looker.look(ask, rulesView), false);
  return mapLook(look, (list) => list.map(ruleOf));
}

const on = z.optional(z.strictObject({ enabled: z.optional(z.boolean()), ...idle('url') }));
/** Of people, teams and apps nothing but the name is wanted. */
const users = z.array(z.looseObject({ login: z.string() }));
const bySlug = z.array(z.looseObject({ slug: z.string() }));
const reviews = z.strictObject({
  dismiss_stale_reviews: z.optional(z.boolean()),
  require_code_owner_reviews: z.optional(z.boolean()),
  require_last_push_approval: z.optional(z.boolean()),
  required_approving_review_count: z.optional(z.number()),
  // GitHub leaves it out where nobody is allowed.
  bypass_pull_request_allowances: z.optional(z.strictObject({ users, teams: bySlug, apps: bySlug })),
  ...idle('url'),
});
const checks = z.strictObject({
  contexts: z.array(z.string()),
  checks: z.optional(z.array(z.strictObject({ context: z.string(), app_id: z.nullable(z.int()) }))),
  strict: z.optional(z.boolean()),
  ...idle('url', 'contexts_url', 'enforcement_level'),
});
const protection = z.strictObject({
  enforce_admins: on,
  allow_force_pushes: on,
  allow_deletions: on,
  required_conversation_resolution: on,
  required_linear_history: on,
  required_signatures: on,
  lock_branch: on,
  required_status_checks: z.nullish(checks),
  required_pull_request_reviews: z.nullish(reviews),
  ...idle('url', 'name', 'protection_url'),
});
const protectionView = {
  answer: 'branch protection',
  schema: protection,
  permission: 'Administration: read',
};

async function readProtection(
  branch: string,
  { client, looker, owner, repo }: RepositoryAccess,
  isAdmin: () => Promise<boolean>,
): Promise<Look<Protection>> {
  const path = '/repos/{owner}/{repo}/branches/{branch}/protection';
  const ask = () => client.get(path, { owner, repo, branch });
  const look = await looker.look(ask, protectionView);
  if (look.kind === 'not-found') return settle(look, saysUnprotected(look.error) || (await isAdmin()));
  return look.kind === 'seen' ? mapLook(look, protectionOf) : look;
}

/** GitHub says so to who may see protection; to others it says "Not Found". */
function saysUnprotected(error: GitHubError): boolean {
  return error.message.includes('"Branch not protected"');
}

function protectionOf(found: z.output<typeof protection>): Protection {
  const { required_pull_request_reviews: reviews, required_status_checks: checks } = found;
  const bypass = reviews?.bypass_pull_request_allowances;
  const switches: Readonly<Record<ProtectionSwitch, boolean | undefined>> = {
    'enforce-admins': found.enforce_admins?.enabled,
    'allow-force-pushes': found.allow_force_pushes?.enabled,
    'allow-deletions': found.allow_deletions?.enabled,
    'require-conversation-resolution': found.required_conversation_resolution?.enabled,
    'require-linear-history': found.required_linear_history?.enabled,
    'require-signatures': found.required_signatures?.enabled,
    'lock-branch': found.lock_branch?.enabled,
    // What belongs to reviews or checks is off where none are required.
    'dismiss-stale-reviews': reviews ? reviews.dismiss_stale_reviews : false,
    'require-code-owner-reviews': reviews ? reviews.require_code_owner_reviews : false,
    'require-last-push-approval': reviews ? reviews.require_last_push_approval : false,
    'strict-status-checks': checks ? checks.strict : false,
  };
  return {
    switches: new Map(
      Object.entries(switches).filter((entry): entry is [string, boolean] => entry[1] !== undefined),
    ),
    bypassPullRequest: [
      ...(bypass?.users ?? []).map(({ login }) => `user:${login}`),
      ...(bypass?.teams ?? []).map(({ slug }) => `team:${slug}`),
      ...(bypass?.apps ?? []).map(({ slug }) => `app:${slug}`),
    ],
    approvals: approvalsOf(reviews ?? undefined),
    statusChecks: checks ? statusChecksOf(checks) : [],
  };
}

function approvalsOf(found: z.output<typeof reviews> | undefined): Approvals {
  if (found === undefined) return { kind: 'no-pull-request-required' };
  const count = found.required_approving_review_count;
  return count === undefined ? { kind: 'unstated' } : { kind: 'required', count };
}

/** GitHub names each check twice, once without its app. */
function statusChecksOf({ contexts, checks: bound = [] }: z.output<typeof checks>): readonly StatusCheck[] {
  const names = new Set([...contexts, ...bound.map(({ context }) => context)]);
  return [...names].flatMap((name): readonly StatusCheck[] => {
    const own = bound.filter(({ context }) => context === name);
    return own.length === 0
      ? [{ name, app: undefined }]
      : own.map(({ app_id: app }) => ({ name, app: app ?? 'any' }));
  });
}

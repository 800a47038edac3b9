import { ACTIONS_SETTINGS } from '../actions-settings.ts';
import type { Expected } from '../expectation/expected.ts';
import type { RepositoryAccess } from './access.ts';
import {
  readActionsPolicy,
  readImmutableReleases,
  readSelectedActions,
  readWorkflowPermissions,
} from './actions.ts';
import { readBranch, type WantedBranch } from './branches.ts';
import { listEnvironments, readEnvironments } from './environments.ts';
import { ABSENT, type Look, NOT_ASKED } from './look.ts';
import { readOidcSubject } from './oidc-subject.ts';
import { type ListedRuleset, listRulesets, readRulesets } from './rulesets.ts';
import type { ActionsPolicy, BranchSettings, SelectedActions, Settings } from './seen.ts';
import { readWorkflows } from './workflows.ts';

/** Which settings are looked at. */
export interface Wanted {
  readonly environments: readonly string[];
  readonly rulesets: readonly { readonly name: string; readonly target: string }[];
  readonly branches: readonly WantedBranch[];
  readonly immutableReleases: boolean;
  readonly workflowPermissions: boolean;
  readonly actionsPolicy: boolean;
  readonly selectedActions: boolean;
  readonly oidcSubject: boolean;
  readonly workflows: readonly string[];
}

/** What has to be looked at for `expected`, and no more: every look may lack a permission. */
export function wantedBy({ environments, rulesets, branches, ...expected }: Expected): Wanted {
  const sources = new Set(
    ACTIONS_SETTINGS.filter(({ key }) => expected.actions?.has(key)).map(({ from }) => from),
  );
  return {
    environments: environments.map(({ name }) => name),
    rulesets,
    branches: branches.map(({ name, rules, protection }) => ({
      name,
      rules: rules.length > 0,
      protection: protection !== undefined,
    })),
    immutableReleases: expected.immutableReleases !== undefined,
    workflowPermissions: sources.has('workflowPermissions'),
    // Which actions are selected is asked only where the policy says that some are.
    actionsPolicy: sources.has('actions') || sources.has('selectedActions'),
    selectedActions: sources.has('selectedActions'),
    oidcSubject: expected.oidcSubject !== undefined,
    workflows: [
      ...expected.workflows.map(({ file }) => file),
      ...expected.publishers.map(({ workflow }) => workflow),
    ],
  };
}

/** All that a repository has now, with its branch `branch`. */
export async function wantEverything(
  branch: string,
  access: RepositoryAccess,
): Promise<{ wanted: Wanted; hidden: readonly string[] }> {
  const environments = await listEnvironments(access);
  const rulesets = await listRulesets(access);
  const listed = <T>(look: Look<readonly T[]>): readonly T[] => (look.kind === 'seen' ? look.value : []);
  const whyNot = (name: string, look: Look<unknown>) =>
    look.kind === 'hidden' ? [`${name}: ${look.why}`] : [];
  return {
    wanted: {
      environments: listed(environments),
      rulesets: listed<ListedRuleset>(rulesets),
      branches: [{ name: branch, rules: true, protection: true }],
      immutableReleases: true,
      workflowPermissions: true,
      actionsPolicy: true,
      selectedActions: true,
      oidcSubject: true,
      workflows: [],
    },
    hidden: [...whyNot('environments', environments), ...whyNot('rulesets', rulesets)],
  };
}

/** Looks at all that is wanted, one request after the other. */
export async function readSettings(wanted: Wanted, access: RepositoryAccess): Promise<Settings> {
  let policy: Promise<Look<ActionsPolicy>> | undefined;
  const readPolicy = () => {
    policy ??= readActionsPolicy(access);
    return policy;
  };
  // Seeing it proves `Administration: read`, and with it what a 404 means elsewhere.
  const isAdmin = async () => (await readPolicy()).kind === 'seen';
  const environments = await readEnvironments(wanted.environments, access);
  const rulesets = await readRulesets(wanted.rulesets, access);
  const branches = new Map<string, BranchSettings>();
  for (const branch of wanted.branches) branches.set(branch.name, await readBranch(branch, access, isAdmin));
  const actions = wanted.actionsPolicy ? await readPolicy() : NOT_ASKED;
  return {
    environments,
    rulesets,
    branches,
    immutableReleases: wanted.immutableReleases ? await readImmutableReleases(access, isAdmin) : NOT_ASKED,
    workflowPermissions: wanted.workflowPermissions ? await readWorkflowPermissions(access) : NOT_ASKED,
    actions,
    selectedActions: wanted.selectedActions ? await readSelected(actions, access) : NOT_ASKED,
    oidcSubject: wanted.oidcSubject ? await readOidcSubject(access) : NOT_ASKED,
    workflows: await readWorkflows(wanted.workflows, access),
  };
}

/** GitHub answers with a conflict where all actions may run, so there it is not asked. */
async function readSelected(
  policy: Look<ActionsPolicy>,
  access: RepositoryAccess,
): Promise<Look<SelectedActions>> {
  const open = policy.kind === 'seen' && ![undefined, 'selected'].includes(policy.value.allowed);
  return open ? ABSENT : await readSelectedActions(access);
}

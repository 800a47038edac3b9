import { quote } from '@gatehouse/action-kit';
import type { Look } from './settings/look.ts';
import type {
  BranchSettings,
  DeployFrom,
  Environment,
  Protection,
  Rule,
  Ruleset,
  Settings,
} from './settings/seen.ts';

/** Imported this way, the parser stands in a chunk that only its users download and load. */
const { stringify } = await import('yaml');

/**
 * Writes what a repository has now as an expectation file. What was not to be seen is named in a comment,
 * and not declared.
 *
 * @param hidden what could not even be listed
 */
export function snapshotOf(settings: Settings, hidden: readonly string[] = []): string {
  const notSeen = [...hidden];
  const take = <T, U>(name: string, look: Look<T>, write: (value: T) => U): U | undefined => {
    if (look.kind === 'hidden') notSeen.push(`${name}: ${look.why}`);
    return look.kind === 'seen' ? write(look.value) : undefined;
  };
  const each = <T, U>(
    name: string,
    looks: ReadonlyMap<string, Look<T>>,
    write: (value: T) => U | undefined,
  ) => mappingOf([...looks].map(([key, look]) => [key, take(`${name} ${key}`, look, write)] as const));
  const rulesets = new Map(
    [...settings.rulesets.values()].flatMap((look) =>
      look.kind === 'seen' && look.value.length === 1 && look.value[0]
        ? [[look.value[0].name, rulesetOf(look.value[0])] as const]
        : [],
    ),
  );
  for (const [key, look] of settings.rulesets) take(`ruleset ${key}`, look, () => undefined);
  const branches = [...settings.branches].map(([name, branch]) => {
    take(`rules of ${name}`, branch.rules, () => undefined);
    take(`protection of ${name}`, branch.protection, () => undefined);
    return [name, branchOf(branch)] as const;
  });
  const { selectedActions, oidcSubject } = settings;
  const actions = compact({
    ...take('workflow permissions', settings.workflowPermissions, (found) => ({
      'default-workflow-permissions': found.defaultPermissions,
      'approve-pull-requests': found.approvePullRequests,
    })),
    ...take('actions', settings.actions, ({ allowed, shaPinning }) => ({
      allowed,
      'sha-pinning-required': shaPinning,
    })),
    ...take('selected actions', selectedActions, ({ githubOwned, verified, patterns }) => ({
      'github-owned': githubOwned,
      verified,
      patterns,
    })),
  });
  const file = compact({
    environments: each('environment', settings.environments, environmentOf),
    rulesets: mappingOf([...rulesets]),
    branches: mappingOf(branches),
    'immutable-releases': take('immutable releases', settings.immutableReleases, ({ enabled }) => enabled),
    actions,
    'oidc-subject': take('OIDC subject', oidcSubject, (found) =>
      found.kind === 'default' ? 'default' : found.kind === 'claims' ? found.claims : undefined,
    ),
  });
  const comments = notSeen.sort().map((one) => `# Not to be seen: ${quote(one)}\n`);
  return (
    comments.join('') +
    (file === undefined ? '' : stringify(file, { lineWidth: 0, aliasDuplicateObjects: false }))
  );
}

function environmentOf(found: Environment): object {
  const [rule] = found.reviewerRules.length === 1 ? found.reviewerRules : [];
  const reviewers = found.reviewerRules.length === 0 ? [] : rule?.reviewers;
  return {
    ...compact({
      reviewers: reviewers?.every((name) => name !== undefined) ? reviewers : undefined,
      'prevent-self-review': rule?.preventSelfReview,
    }),
    'wait-timer': found.waitTimers[0] ?? 0,
    'admin-bypass': found.adminsBypass ?? 'any',
    'deploy-from': deployFromOf(found.deployFrom),
    secrets: found.secrets.kind === 'seen' ? found.secrets.value : 'any',
    apps: found.apps.kind === 'seen' ? found.apps.value : 'any',
  };
}

function deployFromOf(found: DeployFrom): unknown {
  if (found.kind !== 'selected') return found.kind;
  const policies = found.policies.kind === 'seen' ? found.policies.value : [];
  const of = (kind: string) => policies.filter(({ type }) => type === kind).map(({ pattern }) => pattern);
  return { branches: of('branch'), tags: of('tag') };
}

function rulesetOf({ target, enforcement, include, exclude, rules, bypass }: Ruleset): object {
  return { target, enforcement, include, exclude, rules: rulesOf(rules), bypass: bypass ?? 'any' };
}

/** Each kind of rule once: those of several rulesets hold together. */
function rulesOf(rules: readonly Rule[]): readonly unknown[] {
  const first = new Map(rules.toReversed().map((rule) => [rule.type, rule.parameters]));
  return [...first].map(([type, parameters]) =>
    parameters !== null && typeof parameters === 'object' ? { [type]: parameters } : type,
  );
}

function branchOf({ rules, rulesets, protection }: BranchSettings): object | undefined {
  const inForce = rules.kind === 'seen' ? rules.value : [];
  const bypass = [...rulesets.values()].map((look) => (look.kind === 'seen' ? look.value.bypass : undefined));
  const all = bypass.every((actors) => actors !== undefined) ? [...new Set(bypass.flat())] : 'any';
  return compact({
    ...(inForce.length === 0 ? {} : { rules: rulesOf(inForce), bypass: all }),
    protection: protection.kind === 'seen' ? protectionOf(protection.value) : undefined,
  });
}

function protectionOf({ switches, bypassPullRequest, approvals, statusChecks }: Protection): object {
  return {
    ...Object.fromEntries(switches),
    ...compact({ 'required-approvals': approvals }),
    'required-status-checks': statusChecks,
    'bypass-pull-request': bypassPullRequest,
  };
}

/** The fields that have a value; `undefined` when none has. */
function compact(fields: Readonly<Record<string, unknown>>): object | undefined {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

const mappingOf = (entries: readonly (readonly [string, unknown])[]): object | undefined =>
  compact(Object.fromEntries(entries));

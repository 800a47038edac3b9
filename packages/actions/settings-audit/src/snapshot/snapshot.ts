import { quote, quoteList } from '@gatehouse/action-kit';
import { declarableIn } from '../actions-settings.ts';
import type { Look, Unread } from '../settings/look.ts';
import type { OidcSubject } from '../settings/oidc-subject.ts';
import type { BranchSettings, Protection, Settings } from '../settings/seen.ts';
import { compact } from './compact.ts';
import { environmentOf, hiddenIn } from './environment.ts';
import { rulesOf, writeRulesets } from './rulesets.ts';

/** Imported this way, the parser stands in a chunk that only its users download and load. */
const { stringify } = await import('yaml');

/** What the file cannot declare. */
export interface NotDeclared {
  /** What could not even be listed, each with its reason. */
  readonly hidden: readonly string[];
  readonly unread: readonly Unread[];
}

/**
 * Writes what a repository has now as an expectation file. What was not to be seen, and a ruleset that
 * binds nothing, is named in a comment and not declared.
 */
export function snapshotOf(settings: Settings, { hidden, unread }: NotDeclared): string {
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
  for (const [name, look] of settings.environments) {
    if (look.kind === 'seen')
      notSeen.push(...hiddenIn(look.value).map((one) => `environment ${name}: ${one}`));
  }
  const rulesets = writeRulesets(settings.rulesets);
  for (const [key, look] of settings.rulesets) take(`ruleset ${key}`, look, () => undefined);
  const branches = [...settings.branches].map(([name, branch]) => {
    take(`rules of ${name}`, branch.rules, () => undefined);
    take(`protection of ${name}`, branch.protection, () => undefined);
    return [name, branchOf(branch)] as const;
  });
  const actions = compact({
    ...take('workflow permissions', declarableIn('workflowPermissions', settings), asItIs),
    ...take('actions', declarableIn('actions', settings), asItIs),
    ...take('selected actions', declarableIn('selectedActions', settings), asItIs),
  });
  const file = compact({
    environments: each('environment', settings.environments, environmentOf),
    rulesets: mappingOf([...rulesets.declared]),
    branches: mappingOf(branches),
    'immutable-releases': take('immutable releases', settings.immutableReleases, ({ enabled }) => enabled),
    actions,
    'oidc-subject': take('OIDC subject', settings.oidcSubject, subjectOf),
  });
  const comments = [
    ...notSeen.sort().map((one) => `# Not to be seen: ${quote(one)}\n`),
    ...unread.map(({ answer, fields }) => `# Not read of ${answer}: ${quoteList(fields)}\n`),
    ...rulesets.left.toSorted().map((one) => `# Not declared: ${quote(one)}\n`),
  ];
  return (
    comments.join('') +
    (file === undefined ? '' : stringify(file, { lineWidth: 0, aliasDuplicateObjects: false }))
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
    ...compact({ 'required-approvals': approvals.kind === 'required' ? approvals.count : undefined }),
    'required-status-checks': statusChecks.map(({ name, app }) =>
      typeof app === 'number' ? { [name]: app } : name,
    ),
    'bypass-pull-request': bypassPullRequest,
  };
}

/** `undefined` of a template that the organization keeps, which no file can declare. */
function subjectOf({ claims, immutable }: OidcSubject): object | undefined {
  if (claims.kind === 'inherited') return undefined;
  return {
    claims: claims.kind === 'default' ? 'default' : claims.claims,
    immutable: immutable.kind === 'known' ? immutable.immutable : 'any',
  };
}

const asItIs = <T>(value: T): T => value;

const mappingOf = (entries: readonly (readonly [string, unknown])[]): object | undefined =>
  compact(Object.fromEntries(entries));

import type { DeployFrom, Environment } from '../settings/seen.ts';
import { compact } from './compact.ts';

/**
 * An environment as an expectation file declares it; `undefined` of one whose deployment policies were not
 * to be seen, which a declaration cannot leave out.
 */
export function environmentOf(found: Environment): object | undefined {
  if (hiddenPolicies(found.deployFrom) !== undefined) return undefined;
  const [rule] = found.reviewerRules.length === 1 ? found.reviewerRules : [];
  const reviewers = found.reviewerRules.length === 0 ? [] : rule?.reviewers;
  return {
    ...compact({
      reviewers: reviewers?.every((name) => name !== undefined) ? reviewers : undefined,
      'prevent-self-review': rule?.preventSelfReview,
    }),
    ...compact({ 'wait-timer': found.waitTimers.length === 0 ? 0 : found.waitTimers[0] }),
    'admin-bypass': found.adminsBypass ?? 'any',
    'deploy-from': deployFromOf(found.deployFrom),
    secrets: found.secrets.kind === 'seen' ? found.secrets.value : 'any',
    apps: found.apps.kind === 'seen' ? found.apps.value : 'any',
  };
}

/** What of an environment was not to be seen and is not declared, each with its reason. */
export function hiddenIn({ deployFrom, reviewerRules }: Environment): readonly string[] {
  const policies = hiddenPolicies(deployFrom);
  const nameless = reviewerRules.some(({ reviewers }) => reviewers?.includes(undefined) ?? true);
  return [
    ...(policies === undefined ? [] : [`its deployment policies: ${policies}`]),
    ...(nameless ? ['its reviewers: GitHub does not tell the names of all.'] : []),
  ];
}

function hiddenPolicies(found: DeployFrom): string | undefined {
  if (found.kind !== 'selected') return undefined;
  const { policies } = found;
  if (policies.kind === 'hidden') return policies.why;
  const untold = policies.kind === 'seen' && policies.value.some(({ type }) => type === undefined);
  return untold ? 'The server does not tell tags from branches.' : undefined;
}

function deployFromOf(found: DeployFrom): unknown {
  if (found.kind !== 'selected') return found.kind;
  const policies = found.policies.kind === 'seen' ? found.policies.value : [];
  const of = (kind: string) => policies.filter(({ type }) => type === kind).map(({ pattern }) => pattern);
  return { branches: of('branch'), tags: of('tag') };
}

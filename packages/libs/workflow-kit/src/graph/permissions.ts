import type { Job } from '../model/job.ts';
import { type Grant, LEVELS, type Scope } from '../model/permissions.ts';
import type { Workflow } from '../model/workflow.ts';
import { calleeOf } from './calls.ts';
import type { WorkflowSet } from './set.ts';

/** Every scope of `GITHUB_TOKEN` with the most that it can be granted. */
export const HIGHEST = Object.fromEntries(
  Object.entries(LEVELS).map(([scope, levels]) => [scope, levels.at(-1)]),
) as Readonly<Record<Scope, Grant['level']>>;

/**
 * What a caller has that says nothing about permissions, in a repository with the restricted default:
 * reading contents and packages, and nothing else (actions/runner `PermissionsHelper.cs`).
 */
export const DEFAULT_GRANTS: readonly Grant[] = [grant('contents', 'read'), grant('packages', 'read')];

/** What `job` is granted; `write-all` and `read-all` are understood, though the model has no word for them. */
export function grantsOf(job: Job): readonly Grant[] {
  const said: readonly Grant[] | string | undefined = job.permissions;
  if (said === undefined) return DEFAULT_GRANTS;
  return typeof said === 'string' ? broadGrants(said) : said;
}

/** What `write-all` or `read-all` grants. */
export function broadGrants(word: string): readonly Grant[] {
  const scopes = Object.keys(HIGHEST) as Scope[];
  if (word === 'write-all') return scopes.map((scope) => grant(scope, HIGHEST[scope]));
  return scopes.filter((scope) => LEVELS[scope][0] === 'read').map((scope) => grant(scope, 'read'));
}

/** Whether `job` may write one of `scopes`. */
export function mayWrite(job: Job, ...scopes: readonly Scope[]): boolean {
  return grantsOf(job).some(({ scope, level }) => level === 'write' && scopes.includes(scope));
}

/**
 * The least that a caller of `workflow` must grant, by scope. GitHub looks at every nested job before
 * the first one starts, whatever its `if:` (actions/runner#4151), so conditions do not matter.
 */
export function requiredGrants(workflow: Workflow, set: WorkflowSet): readonly Grant[] {
  const visit = (one: Workflow, path: readonly Workflow[]): readonly Grant[] =>
    one.jobs.flatMap((job) => {
      const callee = job.kind === 'call' ? calleeOf(job, set) : undefined;
      const below = callee === undefined || path.includes(callee) ? [] : visit(callee, [...path, callee]);
      return [...grantsOf(job), ...below];
    });
  return unionOf(visit(workflow, [workflow]));
}

/** Each scope once, at its highest level, sorted. */
export function unionOf(grants: readonly Grant[]): readonly Grant[] {
  const found = new Map<Scope, Grant['level']>();
  for (const { scope, level } of grants) {
    if (level === 'write' || !found.has(scope)) found.set(scope, level);
  }
  return [...found]
    .map(([scope, level]) => grant(scope, level))
    .sort((one, other) => (one.scope < other.scope ? -1 : 1));
}

/** What of `wanted` goes beyond `granted`. */
export function beyond(wanted: readonly Grant[], granted: readonly Grant[]): readonly Grant[] {
  return wanted.filter(
    ({ scope, level }) =>
      !granted.some((one) => one.scope === scope && (one.level === 'write' || level === 'read')),
  );
}

/** `{ contents: write, id-token: write }`, as it can be pasted into YAML. */
export function showGrants(grants: readonly Grant[]): string {
  if (grants.length === 0) return '{}';
  return `{ ${grants.map(({ scope, level }) => `${scope}: ${level}`).join(', ')} }`;
}

function grant(scope: Scope, level: Grant['level']): Grant {
  return { scope, level, reason: undefined };
}

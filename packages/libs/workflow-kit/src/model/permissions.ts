import { quote } from '@gatehouse/action-kit/quote';
import { calledFrom } from '../source/position.ts';
import { suggestion } from '../source/suggestion.ts';
import { isRecord } from './form.ts';
import { insistOnText, shown } from './shown.ts';

/**
 * The scopes of `GITHUB_TOKEN` and the levels that each has besides none, as GitHub's own schema has them
 * (`workflow-v1.0.json` of actions/languageservices; a test compares the two).
 */
export const LEVELS = {
  actions: ['read', 'write'],
  'artifact-metadata': ['read', 'write'],
  attestations: ['read', 'write'],
  checks: ['read', 'write'],
  'code-quality': ['read', 'write'],
  contents: ['read', 'write'],
  'copilot-requests': ['write'],
  deployments: ['read', 'write'],
  discussions: ['read', 'write'],
  drives: ['read', 'write'],
  'id-token': ['write'],
  issues: ['read', 'write'],
  models: ['read'],
  packages: ['read', 'write'],
  pages: ['read', 'write'],
  'pull-requests': ['read', 'write'],
  'repository-projects': ['read', 'write'],
  'security-events': ['read', 'write'],
  statuses: ['read', 'write'],
  'vulnerability-alerts': ['read'],
} as const;

type Levels = typeof LEVELS;

/** A scope of `GITHUB_TOKEN`. */
export type Scope = keyof Levels;

/** A level together with what the job needs it for, which is printed beside it. */
export interface Reasoned<Level extends string = string> {
  readonly level: Level;
  readonly reason: string;
}

/** What a job may do. Every scope that is not named is denied. */
export type Permissions = { readonly [S in Scope]?: Reasoned<Levels[S][number]> };

/** One granted scope of a built job. */
export interface Grant {
  readonly scope: Scope;
  readonly level: 'read' | 'write';
  readonly reason: string | undefined;
}

/** `read`, because of `reason`. */
export function read(reason: string): Reasoned<'read'> {
  insistOnText(calledFrom(read), 'The reason to read', reason);
  return { level: 'read', reason: oneLine(reason) };
}

/** `write`, because of `reason`. */
export function write(reason: string): Reasoned<'write'> {
  insistOnText(calledFrom(write), 'The reason to write', reason);
  return { level: 'write', reason: oneLine(reason) };
}

/** What is wrong with `permissions`, which a source without types may have made of anything. */
export function permissionMessages(permissions: object): readonly string[] {
  return Object.entries(permissions).flatMap(([scope, grant]) => {
    if (grant === undefined) return [];
    if (!isScope(scope))
      return [`GITHUB_TOKEN has no scope ${quote(scope)}.${suggestion(scope, Object.keys(LEVELS))}`];
    const { level, reason }: Readonly<Record<string, unknown>> = isRecord(grant) ? grant : { level: grant };
    const levels: readonly unknown[] = LEVELS[scope];
    const expected = `${levels.map((one) => `${one}("why")`).join(' or ')}, or no word about it to deny it`;
    if (!levels.includes(level))
      return [`The scope "${scope}" is granted ${shown(level)}; expected ${expected}.`];
    if (typeof reason === 'string' && reason.trim() !== '') return [];
    return [`The scope "${scope}" is granted ${shown(grant)} without a reason; expected ${expected}.`];
  });
}

function isScope(name: string): name is Scope {
  return Object.hasOwn(LEVELS, name);
}

/** `permissions` as a list, by scope. */
export function grantsOf(permissions: Permissions): readonly Grant[] {
  return Object.entries(permissions)
    .filter(([, grant]) => grant !== undefined)
    .map(([scope, grant]) => ({
      scope: scope as Scope,
      level: grant.level,
      reason: grant.reason,
    }))
    .sort((one, other) => (one.scope < other.scope ? -1 : 1));
}

function oneLine(reason: string): string {
  return reason.replace(/\s+/g, ' ').trim();
}

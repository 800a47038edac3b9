/** The scopes of `GITHUB_TOKEN` and the levels that each has besides none. */
interface Levels {
  actions: 'read' | 'write';
  'artifact-metadata': 'read' | 'write';
  attestations: 'read' | 'write';
  checks: 'read' | 'write';
  contents: 'read' | 'write';
  deployments: 'read' | 'write';
  discussions: 'read' | 'write';
  'id-token': 'write';
  issues: 'read' | 'write';
  models: 'read';
  packages: 'read' | 'write';
  pages: 'read' | 'write';
  'pull-requests': 'read' | 'write';
  'security-events': 'read' | 'write';
  statuses: 'read' | 'write';
}

/** A scope of `GITHUB_TOKEN`. */
export type Scope = keyof Levels;

/** A level together with what the job needs it for, which is printed beside it. */
export interface Reasoned<Level extends string = string> {
  readonly level: Level;
  readonly reason: string;
}

/** What a job may do. Every scope that is not named is denied. */
export type Permissions = { readonly [S in Scope]?: Levels[S] | Reasoned<Levels[S]> };

/** One granted scope of a built job. */
export interface Grant {
  readonly scope: Scope;
  readonly level: 'read' | 'write';
  readonly reason: string | undefined;
}

/** `read`, because of `reason`. */
export const read = (reason: string): Reasoned<'read'> => ({ level: 'read', reason: oneLine(reason) });

/** `write`, because of `reason`. */
export const write = (reason: string): Reasoned<'write'> => ({ level: 'write', reason: oneLine(reason) });

/** `permissions` as a list, by scope. */
export function grantsOf(permissions: Permissions): readonly Grant[] {
  return Object.entries(permissions)
    .filter(([, grant]) => grant !== undefined)
    .map(([scope, grant]) => ({
      scope: scope as Scope,
      level: typeof grant === 'string' ? grant : grant.level,
      reason: typeof grant === 'string' ? undefined : grant.reason,
    }))
    .sort((one, other) => (one.scope < other.scope ? -1 : 1));
}

function oneLine(reason: string): string {
  return reason.replace(/\s+/g, ' ').trim();
}

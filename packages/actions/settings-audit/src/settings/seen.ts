import type { Look } from './look.ts';
import type { OidcSubject } from './oidc-subject.ts';

/** The settings of a repository as far as they were looked at. */
export interface Settings {
  readonly environments: ReadonlyMap<string, Look<Environment>>;
  /** The rulesets of a name and a target, by `rulesetKey`. */
  readonly rulesets: ReadonlyMap<string, Look<readonly Ruleset[]>>;
  readonly branches: ReadonlyMap<string, BranchSettings>;
  readonly immutableReleases: Look<ImmutableReleases>;
  readonly workflowPermissions: Look<WorkflowPermissions>;
  readonly actions: Look<ActionsPolicy>;
  /** Looked at only where `allowed` is `selected`. */
  readonly selectedActions: Look<SelectedActions>;
  readonly oidcSubject: Look<OidcSubject>;
  /** By the name of the file. */
  readonly workflows: ReadonlyMap<string, Look<WorkflowFile>>;
}

export const rulesetKey = ({ name, target }: { readonly name: string; readonly target: string }): string =>
  `${target} ${name}`;

export interface Environment {
  readonly id: number;
  /** As GitHub spells it. */
  readonly name: string;
  readonly reviewerRules: readonly ReviewerRule[];
  /** Minutes, one for each rule of the kind; `undefined` where GitHub does not say. */
  readonly waitTimers: readonly (number | undefined)[];
  /** `undefined` where GitHub does not say. */
  readonly adminsBypass: boolean | undefined;
  readonly deployFrom: DeployFrom;
  /** Slugs of the apps that decide on deployments. */
  readonly apps: Look<readonly string[]>;
  /** Names of secrets. */
  readonly secrets: Look<readonly string[]>;
}

export interface ReviewerRule {
  /** `user:login`, `team:slug`; `undefined` for one whose name GitHub keeps, or for a list that it does not show. */
  readonly reviewers: readonly (string | undefined)[] | undefined;
  readonly preventSelfReview: boolean | undefined;
}

export type DeployFrom =
  | { readonly kind: 'any' }
  | { readonly kind: 'protected-branches' }
  | { readonly kind: 'selected'; readonly policies: Look<readonly DeploymentPolicy[]> };

export interface DeploymentPolicy {
  /** `undefined` where the server does not tell branches from tags. */
  readonly type: 'branch' | 'tag' | undefined;
  readonly pattern: string;
}

export interface Rule {
  readonly type: string;
  readonly parameters: unknown;
  /** The ruleset that it is of, where GitHub says. */
  readonly rulesetId: number | undefined;
}

export interface Ruleset {
  readonly id: number;
  readonly name: string;
  readonly target: string;
  readonly enforcement: string;
  /** Patterns of refs; `undefined` where GitHub shows none, as of a ruleset for pushes. */
  readonly include: readonly string[] | undefined;
  readonly exclude: readonly string[] | undefined;
  readonly rules: readonly Rule[];
  /** `Team:42:always`; `undefined` where GitHub does not show them. */
  readonly bypass: readonly string[] | undefined;
}

export interface BranchSettings {
  /** The rules in force, of all rulesets. */
  readonly rules: Look<readonly Rule[]>;
  /** The rulesets that these are of. */
  readonly rulesets: ReadonlyMap<number, Look<Ruleset>>;
  readonly protection: Look<Protection>;
}

/** Classic branch protection. */
export interface Protection {
  /** By the words of an expectation file; absent where GitHub does not say. */
  readonly switches: ReadonlyMap<string, boolean>;
  /** `user:login`, `team:slug`, `app:slug`. */
  readonly bypassPullRequest: readonly string[];
  readonly approvals: Approvals;
  readonly statusChecks: readonly StatusCheck[];
}

/** A check that must pass before a merge. */
export interface StatusCheck {
  readonly name: string;
  /** The id of the app that must set it, or any; `undefined` where GitHub does not say. */
  readonly app: number | 'any' | undefined;
}

/** How many approvals a pull request needs. */
export type Approvals =
  | { readonly kind: 'no-pull-request-required' }
  | { readonly kind: 'required'; readonly count: number }
  /** Reviews are required, and GitHub does not say how many. */
  | { readonly kind: 'unstated' };

export interface ImmutableReleases {
  readonly enabled: boolean;
  readonly enforcedByOwner: boolean;
}

export interface WorkflowPermissions {
  readonly defaultPermissions: string;
  readonly approvePullRequests: boolean;
}

export interface ActionsPolicy {
  readonly enabled: boolean;
  readonly allowed: string | undefined;
  readonly shaPinning: boolean | undefined;
}

export interface SelectedActions {
  readonly githubOwned: boolean | undefined;
  readonly verified: boolean | undefined;
  readonly patterns: readonly string[] | undefined;
}

export interface WorkflowFile {
  /** Names of the environments of its jobs; `undefined` for one that an expression makes. */
  readonly environments: readonly (string | undefined)[];
  /** Whether jobs call workflows, in which other environments may stand. */
  readonly calls: boolean;
}

import type { ActionsValue } from '../actions-settings.ts';

/** What a file says that the settings of a repository should be. What it does not name is not compared. */
export interface Expected {
  readonly environments: readonly ExpectedEnvironment[];
  readonly rulesets: readonly ExpectedRuleset[];
  readonly branches: readonly ExpectedBranch[];
  readonly immutableReleases: boolean | undefined;
  /** Settings of GitHub Actions by their keys in the file; `undefined` when none is declared. */
  readonly actions: ReadonlyMap<string, ActionsValue> | undefined;
  readonly oidcSubject: ExpectedSubject | undefined;
  readonly workflows: readonly ExpectedWorkflow[];
  /** Records of registries, which only a person can compare. */
  readonly publishers: readonly Publisher[];
}

/** Said instead of a value where nothing is to be compared. */
export type Any = 'any';

export interface ExpectedEnvironment {
  readonly name: string;
  /** `user:login` and `team:slug`, exactly these; `undefined` is not compared. */
  readonly reviewers: readonly string[] | undefined;
  readonly preventSelfReview: boolean | undefined;
  /** Minutes. */
  readonly waitTimer: number | undefined;
  readonly adminBypass: boolean | Any;
  readonly deployFrom: ExpectedDeployFrom;
  /** Full refs that may deploy, and such that may not. */
  readonly accepts: readonly string[];
  readonly refuses: readonly string[];
  /** Names of its secrets. */
  readonly secrets: readonly string[] | Any;
  /** Slugs of the apps that decide on its deployments. */
  readonly apps: readonly string[] | Any;
}

/** From where an environment may be deployed to. */
export type ExpectedDeployFrom =
  | { readonly kind: 'any' }
  | { readonly kind: 'protected-branches' }
  | { readonly kind: 'selected'; readonly branches: readonly string[]; readonly tags: readonly string[] };

/** A rule by GitHub's word for it, with the parameters that count. */
export interface ExpectedRule {
  readonly type: string;
  /** In GitHub's own names; every scalar is text. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface ExpectedRuleset {
  readonly name: string;
  readonly target: string;
  readonly enforcement: string;
  /** Patterns of refs; never an empty list, which would bind nothing. */
  readonly include: readonly string[] | Any;
  readonly exclude: readonly string[];
  /** At least one. */
  readonly rules: readonly ExpectedRule[];
  readonly bypass: readonly string[] | Any;
}

export interface ExpectedBranch {
  readonly name: string;
  /** Rules that must be in force, of any ruleset. */
  readonly rules: readonly ExpectedRule[];
  /** Who may bypass the rulesets that these rules are of. */
  readonly bypass: readonly string[] | Any;
  readonly protection?: ExpectedProtection | undefined;
}

/** Classic branch protection. */
export interface ExpectedProtection {
  /** Switches that are compared, by their words in the file. */
  readonly switches: ReadonlyMap<ProtectionSwitch, boolean>;
  /** `user:login`, `team:slug` and `app:slug` that need no pull request. */
  readonly bypassPullRequest: readonly string[] | Any;
  readonly approvals: number | undefined;
  /** Checks that must be required, exactly these. */
  readonly statusChecks: readonly ExpectedCheck[] | undefined;
}

/** A check that must pass before a merge. */
export interface ExpectedCheck {
  readonly name: string;
  /** The id of the app that must set it. */
  readonly app: number | Any;
}

/** The switches of classic branch protection. */
export type ProtectionSwitch =
  | 'enforce-admins'
  | 'allow-force-pushes'
  | 'allow-deletions'
  | 'dismiss-stale-reviews'
  | 'require-code-owner-reviews'
  | 'require-last-push-approval'
  | 'require-conversation-resolution'
  | 'require-linear-history'
  | 'require-signatures'
  | 'strict-status-checks'
  | 'lock-branch';

/** What the subject of OIDC tokens must look like. */
export interface ExpectedSubject {
  /** Those of its own subject are in their order. */
  readonly claims: 'default' | readonly string[];
  /** Whether it names owner and repository with their ids, as `repo:octo@1/widgets@2`. */
  readonly immutable: boolean | Any;
}

/** A workflow that must be on the default branch, with jobs in these environments. */
export interface ExpectedWorkflow {
  /** `release.yml`. */
  readonly file: string;
  readonly environments: readonly string[];
}

/** The record of a trusted publisher at a registry. */
export interface Publisher {
  readonly registry: 'crates.io' | 'PyPI';
  /** The crate or project. */
  readonly name: string;
  readonly workflow: string;
  readonly environment: string | undefined;
  /** Whether the crate takes nothing but what trusted publishers upload; `undefined` is not asked for. */
  readonly only: boolean | undefined;
}

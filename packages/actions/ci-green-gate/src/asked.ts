import type { Allowances, NeededJob } from './needs.ts';
import type { Evidence } from './previous.ts';
import type { WantedWorkflow } from './requirement.ts';

/** How long to wait for what, in milliseconds. */
export interface Patience {
  /** Whether to wait for runs that have not ended. */
  readonly wait: boolean;
  /** For everything. */
  readonly timeoutMs: number;
  /** Between two looks. */
  readonly intervalMs: number;
  /** How long a workflow may have no run before that counts. */
  readonly graceMs: number;
  /** Whether one red workflow ends the waiting for the others. */
  readonly failFast: boolean;
}

/** Where a commit has to stand: at the head of its branch, in its history, or nowhere in particular. */
export type RefPolicy = 'head' | 'ancestor' | 'none';

/** Which run of several decides. */
export type RunPolicy = 'latest' | 'any-success';

/** The question whether a commit is proved green. */
export interface WorkflowsInputs {
  readonly mode: 'workflows';
  readonly workflows: readonly WantedWorkflow[];
  /** `undefined` for the default branch. */
  readonly branch: string | undefined;
  readonly sha: string;
  /** `owner/name`. */
  readonly repository: string;
  /** The name of the tag that must lead to the commit, if any. */
  readonly tag: string | undefined;
  readonly refPolicy: RefPolicy;
  readonly policy: RunPolicy;
  readonly allowedConclusions: ReadonlySet<string>;
  readonly patience: Patience;
  readonly recheck: boolean;
  /** What the gate said the first time. */
  readonly previous: Evidence | undefined;
  readonly token: string;
}

/** The question whether the jobs before this one went well. */
export interface NeedsInputs {
  readonly mode: 'needs';
  readonly jobs: readonly NeededJob[];
  readonly allowed: Allowances;
}

export type Inputs = WorkflowsInputs | NeedsInputs;

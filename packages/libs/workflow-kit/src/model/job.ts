import type { Expr } from '../expression/expr.ts';
import type { SourcePosition } from '../source/position.ts';
import type { Matrix } from './matrix.ts';
import type { OwnWorkflow } from './own-workflow.ts';
import type { Grant } from './permissions.ts';
import type { Resource } from './resource.ts';
import type { Step } from './step.ts';
import type { Suppression } from './suppression.ts';
import type { Value, Values } from './value.ts';
import type { Workflow } from './workflow.ts';

/** A job of a built workflow. */
export type Job = StepsJob | CallJob;

interface JobBase {
  readonly at: SourcePosition;
  readonly id: string;
  readonly name: Value | undefined;
  /** Sorted by scope; empty is `permissions: {}`. */
  readonly permissions: readonly Grant[];
  /** In the order in which the jobs stand. */
  readonly needs: readonly Need[];
  readonly guard: Guard;
  /** The text of `if:`; `undefined` means GitHub's own `success()`. */
  readonly condition: Expr<'boolean'> | undefined;
  readonly concurrency: Concurrency | undefined;
  readonly matrix: Matrix | undefined;
  readonly suppressions: readonly Suppression[];
}

/** A job with steps. */
export interface StepsJob extends JobBase {
  readonly kind: 'steps';
  readonly role: 'job' | 'matrix' | 'verdict' | 'writer';
  readonly runsOn: Value | readonly Value[];
  readonly environment: Environment | undefined;
  readonly outputs: Values;
  readonly env: Values;
  readonly timeoutMinutes: Value;
  /** What the job changes; a writer names it, a matrix may. */
  readonly writes: Resource | undefined;
  readonly steps: readonly Step[];
}

/** A job that calls another workflow. */
export interface CallJob extends JobBase {
  readonly kind: 'call';
  readonly calls: Callee;
  readonly with: Values;
  readonly secrets: Values;
}

/** The workflow that a job calls: one of these sources, one of the library, or a reference that is written out. */
export type Callee =
  | { readonly kind: 'source'; readonly workflow: Workflow }
  | OwnWorkflow
  /** `workflow` is what its file says, once it was read. */
  | { readonly kind: 'reference'; readonly uses: string; readonly workflow?: Workflow };

/** How a job, or a step, can end. */
export const RESULTS = ['cancelled', 'failure', 'skipped', 'success'] as const;

/** How a job ends. */
export type Result = (typeof RESULTS)[number];

/** A job that must have ended before another starts, and how it may have ended. */
export interface Need {
  readonly job: string;
  readonly accepts: readonly Result[];
}

/**
 * When a job runs. `derived`: once every need has ended as it accepts and `when` holds. `written`:
 * the author's own `if`, with GitHub's implicit `success()` where it names no status function.
 */
export type Guard =
  | { readonly kind: 'derived'; readonly when: Expr<'boolean'> | undefined }
  | { readonly kind: 'written'; readonly if: Expr<'boolean'> };

/** `queue: max` keeps up to 100 waiting; `single` keeps one and cancels the others that wait. */
export interface Concurrency {
  readonly group: Value;
  readonly queue: 'max' | 'single';
  readonly cancelInProgress: Value;
}

/** The environment whose rules and secrets apply to a job. */
export interface Environment {
  readonly name: Value;
  readonly url: Value | undefined;
  /** Whether GitHub records a deployment; `undefined` is yes. */
  readonly deployment: boolean | undefined;
}

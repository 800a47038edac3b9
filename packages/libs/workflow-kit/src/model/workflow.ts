import type { Expr } from '../expression/expr.ts';
import type { SourcePosition } from '../source/position.ts';
import type { Inputs, Secrets } from './input.ts';
import type { Concurrency, Job } from './job.ts';
import type { Suppression } from './suppression.ts';
import type { Triggers } from './trigger.ts';
import type { Value, Values } from './value.ts';

/**
 * A workflow as its source says it, checked as far as it can be without the other files: plain
 * data, to be walked by rules and renderers.
 */
export interface Workflow<I extends Inputs = Inputs, S extends Secrets = Secrets, O extends string = string> {
  readonly kind: 'workflow';
  readonly at: SourcePosition;
  /** The name of its file in `.github/workflows`. */
  readonly file: string;
  readonly name: string;
  readonly description: string;
  readonly runName: Value | undefined;
  readonly on: Triggers;
  /** `undefined` where no other workflow can call it. */
  readonly call: Call<I, O> | undefined;
  /** What it reads from `secrets`: handed over by its caller, else found in the repository. */
  readonly secrets: S;
  readonly env: Values;
  readonly concurrency: Concurrency | undefined;
  /** In the order of the source, the verdict last. */
  readonly jobs: readonly Job[];
  readonly suppressions: readonly Suppression[];
}

/** How a workflow is called. */
export interface Call<I extends Inputs = Inputs, O extends string = string> {
  readonly inputs: I;
  readonly outputs: Readonly<Record<O, CallOutput>>;
}

/** An output of a called workflow. */
export interface CallOutput {
  readonly description: string;
  readonly value: Expr;
}

/** Whether an export of a source is a workflow. */
export function isWorkflow(value: unknown): value is Workflow {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'workflow';
}

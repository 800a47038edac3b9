import type { Expr } from '../expression/expr.ts';
import type { Value } from './value.ts';

/** The legs of a job. `fail-fast` is always off: one red leg ends no other. */
export interface Matrix {
  /** Every leg written out, or an expression that gives `{"include": [leg, …]}`. */
  readonly over: readonly Leg[] | Expr;
  /** The field of a leg that holds its key. */
  readonly key: string;
  /** The fields of a leg, where they are known. */
  readonly fields: readonly string[] | undefined;
  /** What may be published when legs are missing, in the words of `manifest-merge`. */
  readonly policy: Value;
  /** Legs at a time; `undefined` as many as there are runners. */
  readonly maxParallel: Value | undefined;
}

/** The values of one leg. */
export type Leg = Readonly<Record<string, string | number | boolean>>;

/** What `manifest-merge` takes for a policy. */
export const POLICY = /^(?:allow-missing|require-all|at-least:\s*[1-9]\d{0,6})$/;

/** The policies of `manifest-merge`. */
export type OutcomePolicy = 'allow-missing' | 'require-all' | `at-least: ${number}`;

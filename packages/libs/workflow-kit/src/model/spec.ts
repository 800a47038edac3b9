import type { ExprAt } from '../expression/expr.ts';
import type { Given, GivenSecrets } from './given.ts';
import type { Inputs, Secrets } from './input.ts';
import type { Leg, OutcomePolicy } from './matrix.ts';
import type { NeedSpec } from './need.ts';
import type { OwnWorkflow } from './own-workflow.ts';
import type { Permissions } from './permissions.ts';
import type { Resource } from './resource.ts';
import type { Step } from './step.ts';
import type { Suppression } from './suppression.ts';
import type { FlagAt, NumberAt, TextAt, ValuesAt } from './value.ts';
import type { Workflow } from './workflow.ts';

/** A condition of one's own, asked once every need has ended as it should. */
export interface WhenSpec {
  readonly when?: ExprAt<'strategy', 'boolean'>;
  readonly if?: never;
}

/** The whole of `if:` in one's own words, for jobs that run after a failure. */
export interface IfSpec {
  readonly if: ExprAt<'job-if', 'boolean'>;
  readonly when?: never;
}

/** Which runs, or jobs, wait for each other. What waits in `queue: max` is never cancelled. */
export type ConcurrencySpec<P extends 'job-concurrency' | 'workflow-concurrency'> = {
  readonly group: TextAt<P>;
} & (
  | { readonly queue: 'max'; readonly cancelInProgress?: false }
  | { readonly queue?: 'single'; readonly cancelInProgress?: FlagAt<P> }
);

/** An environment by its name, or with the address that GitHub shows. */
export type EnvironmentSpec =
  | TextAt<'job-environment-name'>
  | {
      readonly name: TextAt<'job-environment-name'>;
      readonly url?: TextAt<'string-runner-context-no-secrets'>;
      readonly deployment?: boolean;
    };

interface AnyJobSpec {
  readonly name?: TextAt<'string-strategy-context'>;
  readonly needs?: readonly NeedSpec[];
  /** What the job may do; `{}` for nothing. */
  readonly permissions: Permissions;
  readonly suppress?: readonly Suppression[];
}

interface StepsSpec extends AnyJobSpec {
  /** The label of a runner, or all the labels that it must have. */
  readonly runsOn: TextAt<'runs-on'> | readonly TextAt<'runs-on'>[];
  readonly environment?: EnvironmentSpec;
  readonly env?: ValuesAt<'job-env'>;
  /** 30 when not given; GitHub's own would be 360. */
  readonly timeoutMinutes?: NumberAt<'number-strategy-context'>;
  readonly steps: readonly Step[];
}

interface OutputsSpec<Output extends string> {
  readonly outputs?: Readonly<Record<Output, TextAt<'string-runner-context'>>>;
}

/** A job with steps. */
export type JobSpec<Output extends string = string> = StepsSpec &
  OutputsSpec<Output> & { readonly concurrency?: ConcurrencySpec<'job-concurrency'> } & (WhenSpec | IfSpec);

/** A fan-out: one job for each leg. */
export interface MatrixSpec extends StepsSpec, WhenSpec {
  /** Every leg written out, or an expression that gives `{"include": [leg, …]}` as an object or JSON. */
  readonly over: readonly Leg[] | ExprAt<'strategy', 'string' | 'json'>;
  /** The field of a leg that holds its key. */
  readonly key: string;
  /** The fields of the legs that an expression gives, so that a slip in `leg('…')` is found. */
  readonly fields?: readonly string[];
  /** What may be published when legs are missing. */
  readonly outcome: { readonly policy: OutcomePolicy | ExprAt<'strategy'> };
  readonly maxParallel?: NumberAt<'strategy'>;
  /** What each leg changes, when it does; named by a value of the leg. */
  readonly writes?: Resource;
}

/** A fan-in: the only job that changes its resource. */
export interface WriterSpec<Output extends string = string> extends StepsSpec, WhenSpec, OutputsSpec<Output> {
  readonly writes: Resource;
}

/** A job that calls another workflow: by its source, one of the library, or by a reference that is written out. */
export type CallJobSpec<I extends Inputs, S extends Secrets, Output extends string> = AnyJobSpec &
  (WhenSpec | IfSpec) & {
    readonly concurrency?: ConcurrencySpec<'job-concurrency'>;
    readonly workflow: Workflow<I, S, Output> | OwnWorkflow<I, S, Output> | string;
  } & (Record<never, never> extends Given<I> ? { readonly with?: Given<I> } : { readonly with: Given<I> }) &
  (Record<never, never> extends GivenSecrets<S>
    ? { readonly secrets?: GivenSecrets<S> }
    : { readonly secrets: GivenSecrets<S> });

import { leg } from '../expression/contexts.ts';
import { Expr } from '../expression/expr.ts';
import { expr } from '../expression/text.ts';
import type { SourcePosition } from '../source/position.ts';
import { type ConcurrencyWords, concurrencyOf } from './concurrency.ts';
import { environmentOf } from './environment.ts';
import { legsOf } from './handles.ts';
import type { Callee, Guard, Job, Result, StepsJob } from './job.ts';
import type { Matrix } from './matrix.ts';
import type { NeedSpec } from './need.ts';
import type { OwnWorkflow } from './own-workflow.ts';
import { grantsOf, type Permissions } from './permissions.ts';
import type { JobSpec, MatrixSpec, WriterSpec } from './spec.ts';
import type { Suppression } from './suppression.ts';
import type { Value, Values } from './value.ts';
import type { Workflow } from './workflow.ts';

/** Minutes after which GitHub ends a job that says nothing of its own. */
export const DEFAULT_TIMEOUT = 30;

/** A job before its needs are looked up and its `if:` is known. */
export interface Draft {
  readonly job: Job;
  readonly wants: readonly Want[];
}

/** A need as it was written; without `accepts` the needed job decides. */
export interface Want {
  readonly job: string;
  readonly accepts: readonly Result[] | undefined;
}

/** A job with steps, as far as its own words say. */
export function draftSteps(
  at: SourcePosition,
  role: StepsJob['role'],
  id: string,
  spec: JobSpec | MatrixSpec | WriterSpec,
): Draft {
  const writes = 'writes' in spec ? spec.writes : undefined;
  const matrix = 'over' in spec ? matrixOf(spec) : undefined;
  const job: StepsJob = {
    kind: 'steps',
    role,
    ...common(at, id, spec),
    name: spec.name ?? (matrix && expr`${id} (${leg(matrix.key)})`),
    concurrency: concurrencyOf(writes, 'concurrency' in spec ? spec.concurrency : undefined),
    matrix,
    runsOn: spec.runsOn,
    environment: environmentOf(spec.environment),
    outputs: 'outputs' in spec ? (spec.outputs ?? {}) : {},
    env: spec.env ?? {},
    timeoutMinutes: spec.timeoutMinutes ?? DEFAULT_TIMEOUT,
    writes,
    steps: spec.steps,
  };
  return { job, wants: wantsOf(spec.needs) };
}

/** What a call looks like once the types of its callee have been checked. */
interface PlainCallSpec {
  readonly name?: Value;
  readonly needs?: readonly NeedSpec[];
  readonly when?: Expr<'boolean'>;
  readonly if?: Expr<'boolean'>;
  readonly permissions: Permissions;
  readonly concurrency?: ConcurrencyWords;
  readonly suppress?: readonly Suppression[];
  readonly workflow: Workflow | OwnWorkflow | string;
  readonly with?: Readonly<Record<string, Value | undefined>>;
  readonly secrets?: Readonly<Record<string, Value | undefined>>;
}

/** A job that calls another workflow, as far as its own words say. */
export function draftCall(at: SourcePosition, id: string, spec: PlainCallSpec): Draft {
  const { workflow } = spec;
  const job: Job = {
    kind: 'call',
    ...common(at, id, spec),
    concurrency: concurrencyOf(undefined, spec.concurrency),
    matrix: undefined,
    calls: calleeOf(workflow),
    with: given(spec.with),
    secrets: given(spec.secrets),
  };
  return { job, wants: wantsOf(spec.needs) };
}

function calleeOf(workflow: PlainCallSpec['workflow']): Callee {
  if (typeof workflow === 'string') return { kind: 'reference', uses: workflow };
  return workflow.kind === 'own' ? workflow : { kind: 'source', workflow };
}

interface CommonSpec {
  readonly name?: Value;
  readonly when?: Expr<'boolean'>;
  readonly if?: Expr<'boolean'>;
  readonly permissions: Permissions;
  readonly suppress?: readonly Suppression[];
}

function common(at: SourcePosition, id: string, spec: CommonSpec) {
  const guard: Guard =
    spec.if === undefined ? { kind: 'derived', when: spec.when } : { kind: 'written', if: spec.if };
  return {
    at,
    id,
    name: spec.name,
    permissions: grantsOf(spec.permissions),
    needs: [],
    guard,
    condition: undefined,
    suppressions: spec.suppress ?? [],
  };
}

function matrixOf({ over, key, fields, outcome, maxParallel }: MatrixSpec): Matrix {
  const known = over instanceof Expr ? fields : [...new Set(over.flatMap((one) => Object.keys(one)))];
  return {
    over: over instanceof Expr ? legsOf(over) : over,
    key,
    fields: known === undefined || known.includes(key) ? known : [...known, key],
    policy: outcome.policy,
    maxParallel,
  };
}

function wantsOf(needs: readonly NeedSpec[] = []): readonly Want[] {
  return needs.map((need) => {
    if (typeof need === 'string') return { job: need, accepts: undefined };
    return { job: need.id, accepts: 'accepts' in need ? need.accepts : undefined };
  });
}

/** A value that was left out by `undefined` is not given. */
function given(values: Readonly<Record<string, Value | undefined>> = {}): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

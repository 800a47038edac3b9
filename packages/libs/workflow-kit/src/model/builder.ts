import { access } from '../expression/contexts.ts';
import type { Expr } from '../expression/expr.ts';
import { mistaken } from '../source/mistake.ts';
import { calledFrom } from '../source/position.ts';
import { suggestion } from '../source/suggestion.ts';
import { type Draft, draftCall, draftSteps } from './draft.ts';
import { jobHandle, matrixHandle } from './handles.ts';
import type { Inputs, Secrets } from './input.ts';
import type { JobHandle, MatrixHandle } from './need.ts';
import type { CallJobSpec, JobSpec, MatrixSpec, WriterSpec } from './spec.ts';

/** What a workflow is built with: its declared inputs and secrets, and the kinds of job. */
export interface Jobs<I extends Inputs, S extends Secrets> {
  /** `inputs.<name>`, of the type that was declared. */
  readonly input: <N extends keyof I & string>(name: N) => Expr<I[N]['type'], 'inputs'>;
  /** `secrets.<name>`. */
  readonly secret: (name: keyof S & string) => Expr<'string', 'secrets'>;
  /** A job with steps. */
  readonly job: <Output extends string = never>(id: string, spec: JobSpec<Output>) => JobHandle<Output>;
  /** A fan-out: one job for each leg, of which none ends the others. */
  readonly matrix: (id: string, spec: MatrixSpec) => MatrixHandle;
  /** A fan-in: the only job that writes its resource, one run after the other. */
  readonly writer: <Output extends string = never>(id: string, spec: WriterSpec<Output>) => JobHandle<Output>;
  /** A job that calls another workflow. */
  readonly call: <CI extends Inputs, CS extends Secrets, Output extends string>(
    id: string,
    spec: CallJobSpec<CI, CS, Output>,
  ) => JobHandle<Output>;
}

/** Collects into `drafts` what is built. */
export function collectJobs<I extends Inputs, S extends Secrets>(
  inputs: I,
  secrets: S,
  drafts: Draft[],
): Jobs<I, S> {
  const builder: Jobs<I, S> = {
    input(name) {
      const declared = inputs[name];
      if (declared === undefined) {
        mistaken(
          calledFrom(builder.input),
          `No input "${name}" is declared.${suggestion(name, Object.keys(inputs))}`,
        );
      }
      return access(declared.type, 'inputs', [name]);
    },
    secret(name) {
      if (!Object.hasOwn(secrets, name)) {
        mistaken(
          calledFrom(builder.secret),
          `No secret "${name}" is declared.${suggestion(name, Object.keys(secrets))}`,
        );
      }
      return access('string', 'secrets', [name]);
    },
    job(id, spec) {
      drafts.push(draftSteps(calledFrom(builder.job), 'job', id, spec));
      return jobHandle(id);
    },
    matrix(id, spec) {
      drafts.push(draftSteps(calledFrom(builder.matrix), 'matrix', id, spec));
      return matrixHandle(id, spec);
    },
    writer(id, spec) {
      drafts.push(draftSteps(calledFrom(builder.writer), 'writer', id, spec));
      return jobHandle(id);
    },
    call(id, spec) {
      drafts.push(draftCall(calledFrom(builder.call), id, spec));
      return jobHandle(id);
    },
  };
  return builder;
}

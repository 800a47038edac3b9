import { quote } from '@gatehouse/action-kit/quote';
import { access } from '../expression/contexts.ts';
import type { Expr } from '../expression/expr.ts';
import { mistaken, refuse } from '../source/mistake.ts';
import { calledFrom, type SourcePosition } from '../source/position.ts';
import { suggestion } from '../source/suggestion.ts';
import { type Draft, draftCall, draftSteps } from './draft.ts';
import { checkForm } from './form.ts';
import { JOB_FORMS } from './forms.ts';
import { jobHandle, matrixHandle } from './handles.ts';
import type { Inputs, Secrets } from './input.ts';
import type { JobHandle, MatrixHandle } from './need.ts';
import { type Permissions, permissionMessages } from './permissions.ts';
import { insistOnText, shown } from './shown.ts';
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
      const { type } = declaredAs(calledFrom(builder.input), 'input', name, inputs);
      return access(type, 'inputs', [name]);
    },
    secret(name) {
      declaredAs(calledFrom(builder.secret), 'secret', name, secrets);
      return access('string', 'secrets', [name]);
    },
    job(id, spec) {
      const at = calledFrom(builder.job);
      checkJob(at, 'job', id, spec);
      drafts.push(draftSteps(at, 'job', id, spec));
      return jobHandle(id);
    },
    matrix(id, spec) {
      const at = calledFrom(builder.matrix);
      checkJob(at, 'matrix', id, spec);
      drafts.push(draftSteps(at, 'matrix', id, spec));
      return matrixHandle(id, spec);
    },
    writer(id, spec) {
      const at = calledFrom(builder.writer);
      checkJob(at, 'writer', id, spec);
      drafts.push(draftSteps(at, 'writer', id, spec));
      return jobHandle(id);
    },
    call(id, spec) {
      const at = calledFrom(builder.call);
      checkJob(at, 'call', id, spec);
      drafts.push(draftCall(at, id, spec));
      return jobHandle(id);
    },
  };
  return builder;
}

function declaredAs<D>(
  at: SourcePosition,
  what: string,
  name: string,
  declared: Readonly<Record<string, D>>,
): D {
  insistOnText(at, `The name of the ${what}`, name);
  const found = Object.hasOwn(declared, name) ? declared[name] : undefined;
  if (found !== undefined) return found;
  return mistaken(at, `No ${what} ${quote(name)} is declared.${suggestion(name, Object.keys(declared))}`);
}

function checkJob(
  at: SourcePosition,
  kind: keyof typeof JOB_FORMS,
  id: string,
  spec: { readonly permissions: Permissions },
): void {
  if (typeof id !== 'string')
    mistaken(at, `A ${kind} is given its id first, then what it is made of. Found ${shown(id)}.`);
  checkForm(at, `The ${kind} "${id}"`, spec, JOB_FORMS[kind]);
  refuse(permissionMessages(spec.permissions).map((message) => ({ at, message })));
}

import { Expr, type ExprAt } from '../expression/expr.ts';
import { replaceNodes } from '../expression/node.ts';
import { mistaken, refuse } from '../source/mistake.ts';
import { calledFrom, type SourcePosition } from '../source/position.ts';
import { collectJobs, type Jobs } from './builder.ts';
import { workflowMistakes } from './check/index.ts';
import { concurrencyOf } from './concurrency.ts';
import type { Draft } from './draft.ts';
import { checkForm, isRecord } from './form.ts';
import { connect, graphMistakes } from './graph.ts';
import type { Inputs, Secrets } from './input.ts';
import type { Job } from './job.ts';
import { shown } from './shown.ts';
import type { ConcurrencySpec } from './spec.ts';
import type { Suppression } from './suppression.ts';
import type { Triggers } from './trigger.ts';
import type { TextAt, Value, ValuesAt } from './value.ts';
import { VERDICT, verdictOf } from './verdict.ts';
import type { Call, Workflow } from './workflow.ts';
import { WORKFLOW_FORM } from './workflow-form.ts';

/** What the author of a workflow says. */
export interface WorkflowSpec<I extends Inputs, S extends Secrets, O extends string, D extends Inputs> {
  /** The name of the file in `.github/workflows`. */
  readonly file: string;
  /** The name that GitHub shows. */
  readonly name: string;
  /** What it is for, printed at the head of the file. */
  readonly description: string;
  readonly runName?: TextAt<'run-name'>;
  /** What starts it. Give this, `call`, or both. */
  readonly on?: Triggers<D>;
  /** What makes it callable: its inputs, the secrets it is handed, and its outputs with their meaning. */
  readonly call?: {
    readonly inputs?: I;
    readonly secrets?: S;
    readonly outputs?: Readonly<Record<O, string>>;
  };
  /** The secrets that it finds in its repository, where it is not callable. */
  readonly secrets?: S;
  readonly env?: ValuesAt<'workflow-env'>;
  readonly concurrency?: ConcurrencySpec<'workflow-concurrency'>;
  /** The runner of the last job, which judges the results of the others. */
  readonly verdictRunsOn?: TextAt<'runs-on'>;
  readonly suppress?: readonly Suppression[];
  /** Builds the jobs and gives the values of the outputs that `call` declares. */
  readonly jobs: BuildJobs<I & D, S, O>;
}

/** Builds the jobs of a workflow; one that declares outputs returns their values. */
export type BuildJobs<I extends Inputs, S extends Secrets, O extends string> = [O] extends [never]
  ? (build: Jobs<I, S>) => void
  : (build: Jobs<I, S>) => Readonly<Record<O, ExprAt<'strategy'>>>;

/** The small machine on which the verdict runs. */
const VERDICT_RUNNER = 'ubuntu-24.04';

/**
 * A workflow from its source. All mistakes that can be seen in it are told at once, each with the
 * line that made it.
 */
export function workflow<
  const I extends Inputs = Record<never, never>,
  const S extends Secrets = Record<never, never>,
  O extends string = never,
  const D extends Inputs = Record<never, never>,
>(spec: WorkflowSpec<I, S, O, D>): Workflow<I, S, O> {
  const at = calledFrom(workflow);
  checkForm(at, 'The workflow', spec, WORKFLOW_FORM);
  const inputs = { ...spec.on?.workflowDispatch?.inputs, ...spec.call?.inputs } as I & D;
  const secrets = { ...spec.secrets, ...spec.call?.secrets } as S;
  const drafts: Draft[] = [];
  const values: unknown = spec.jobs(collectJobs(inputs, secrets, drafts));
  if (values instanceof Promise) mistaken(at, '"jobs" gives a promise; expected all jobs at once.');
  refuse(graphMistakes(drafts));
  const built: Workflow<I, S, O> = {
    kind: 'workflow',
    at,
    file: spec.file,
    name: spec.name,
    description: spec.description,
    runName: spec.runName,
    on: spec.on ?? {},
    call: callOf(spec, values, at),
    secrets,
    env: spec.env ?? {},
    concurrency: concurrencyOf(undefined, spec.concurrency),
    jobs: judged(connect(drafts), at, spec.verdictRunsOn ?? VERDICT_RUNNER),
    suppressions: spec.suppress ?? [],
  };
  refuse(workflowMistakes(built));
  return built;
}

/** Where jobs fan out or in, a last one judges. A single job is its own verdict. */
function judged(jobs: readonly Job[], at: SourcePosition, runsOn: Value): readonly Job[] {
  const fans = jobs.some((job) => job.kind === 'steps' && (job.role === 'matrix' || job.role === 'writer'));
  if (!fans || jobs.length < 2) return jobs;
  const taken = jobs.find(({ id }) => id.toLowerCase() === VERDICT);
  if (taken !== undefined)
    mistaken(taken.at, `"${VERDICT}" is the id of the last job, which is added here by itself.`);
  return [...jobs, verdictOf(jobs, at, runsOn)];
}

function callOf<I extends Inputs, S extends Secrets, O extends string, D extends Inputs>(
  { call }: WorkflowSpec<I, S, O, D>,
  values: unknown,
  at: SourcePosition,
): Call<I, O> | undefined {
  if (call === undefined) return undefined;
  const declared: Readonly<Record<string, string>> = call.outputs ?? {};
  const outputs = Object.entries(declared).map(([name, description]) => {
    const value = isRecord(values) ? values[name] : undefined;
    if (value instanceof Expr) return [name, { description, value: asJobs(value) }];
    const found = value === undefined ? '' : ` Found ${shown(value)}.`;
    return mistaken(
      at,
      `The output "${name}" is declared; "jobs" must return its value, such as { ${name}: job.output("…") }.${found}`,
    );
  });
  return { inputs: call.inputs ?? ({} as I), outputs: Object.fromEntries(outputs) };
}

/** The outputs of a workflow read as `jobs` what its jobs read as `needs`. */
function asJobs(value: Expr): Expr {
  return new Expr(
    value.type,
    replaceNodes(value.node, (node) =>
      node.kind === 'context' && node.name === 'needs' ? { kind: 'context', name: 'jobs' } : undefined,
    ),
  );
}

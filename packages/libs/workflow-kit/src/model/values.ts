import { Expr } from '../expression/expr.ts';
import type { Position } from '../expression/position.ts';
import type { Input, Inputs } from './input.ts';
import type { Concurrency, Environment, Guard, Job } from './job.ts';
import type { Matrix } from './matrix.ts';
import { type Change, mapEntries, type Place, type Words, wordsAt } from './place.ts';
import type { Resource } from './resource.ts';
import type { Step } from './step.ts';
import type { Value } from './value.ts';
import type { CallOutput, Workflow } from './workflow.ts';

/**
 * `workflow` with every value that may hold an expression changed. This is the one place that knows
 * which value stands at which position.
 */
export function changeValues<W extends Workflow>(workflow: W, change: Change): W {
  const words = wordsAt(change, { at: workflow.at, job: undefined, step: undefined });
  return {
    ...workflow,
    runName: words.maybe('run-name', 'run-name', workflow.runName),
    call: workflow.call && {
      inputs: changeDefaults(workflow.call.inputs, words),
      outputs: mapEntries(workflow.call.outputs, (output: CallOutput, name) => ({
        ...output,
        value: words.expression('workflow-output-context', `outputs.${name}`, output.value),
      })),
    },
    env: words.all('workflow-env', 'env', workflow.env),
    concurrency: changeConcurrency(workflow.concurrency, 'workflow-concurrency', words),
    jobs: workflow.jobs.map((job) => changeJob(job, change)),
  };
}

function changeJob(job: Job, change: Change): Job {
  const words = wordsAt(change, { at: job.at, job, step: undefined });
  const base = {
    name: words.maybe('string-strategy-context', 'name', job.name),
    guard: changeGuard(job.guard, words),
    condition: job.condition && words.expression('job-if', 'if', job.condition),
    concurrency: changeConcurrency(job.concurrency, 'job-concurrency', words),
    matrix: changeMatrix(job.matrix, words),
  };
  if (job.kind === 'call') {
    return {
      ...job,
      ...base,
      with: words.all('scalar-needs-context', 'with', job.with),
      secrets: words.all('scalar-needs-context-with-secrets', 'secrets', job.secrets),
    };
  }
  const runsOn = (value: Value) => words.value('runs-on', 'runs-on', value);
  return {
    ...job,
    ...base,
    runsOn: isList(job.runsOn) ? job.runsOn.map(runsOn) : runsOn(job.runsOn),
    environment: changeEnvironment(job.environment, words),
    outputs: words.all('string-runner-context', 'outputs', job.outputs),
    env: words.all('job-env', 'env', job.env),
    timeoutMinutes: words.value('number-strategy-context', 'timeout-minutes', job.timeoutMinutes),
    writes: changeResource(job.writes, words),
    steps: job.steps.map((step) => changeStep(step, job, change)),
  };
}

function changeStep(step: Step, job: Job, change: Change): Step {
  const words = wordsAt(change, { at: step.at, job, step });
  const base = {
    name: words.maybe('step-name', 'name', step.name),
    if: step.if && words.expression('step-if', 'if', step.if),
    env: words.all('step-env', 'env', step.env),
    continueOnError: words.maybe('step-continue-on-error', 'continue-on-error', step.continueOnError),
    timeoutMinutes: words.maybe('step-timeout-minutes', 'timeout-minutes', step.timeoutMinutes),
  };
  if (step.kind !== 'run') return { ...step, ...base, with: words.all('step-with', 'with', step.with) };
  const folder = words.maybe('string-steps-context', 'working-directory', step.workingDirectory);
  return { ...step, ...base, workingDirectory: folder };
}

function changeGuard(guard: Guard, words: Words): Guard {
  if (guard.kind === 'written') return guard;
  return { ...guard, when: guard.when && words.expression('strategy', 'when', guard.when) };
}

function changeConcurrency(
  concurrency: Concurrency | undefined,
  position: Position,
  words: Words,
): Concurrency | undefined {
  return (
    concurrency && {
      ...concurrency,
      group: words.value(position, 'concurrency.group', concurrency.group),
      cancelInProgress: words.value(position, 'concurrency.cancel-in-progress', concurrency.cancelInProgress),
    }
  );
}

function changeResource(resource: Resource | undefined, words: Words): Resource | undefined {
  return (
    resource && {
      ...resource,
      names: resource.names.map((name) => words.value('job-concurrency', 'writes', name)),
      group: words.expression('job-concurrency', 'writes', resource.group),
    }
  );
}

function changeMatrix(matrix: Matrix | undefined, words: Words): Matrix | undefined {
  if (matrix === undefined) return undefined;
  const { over, maxParallel, policy } = matrix;
  return {
    ...matrix,
    over: over instanceof Expr ? words.expression('strategy', 'strategy.matrix', over) : over,
    policy: words.value('strategy', 'policy', policy),
    maxParallel: words.maybe('strategy', 'strategy.max-parallel', maxParallel),
  };
}

function changeEnvironment(environment: Environment | undefined, words: Words): Environment | undefined {
  return (
    environment && {
      ...environment,
      name: words.value('job-environment-name', 'environment.name', environment.name),
      url: words.maybe('string-runner-context-no-secrets', 'environment.url', environment.url),
    }
  );
}

function changeDefaults<I extends Inputs>(inputs: I, words: Words): I {
  return mapEntries(inputs, (input: Input, name) => ({
    ...input,
    default: words.maybe('workflow-call-input-default', `inputs.${name}.default`, input.default),
  })) as I;
}

/** `Array.isArray` as TypeScript needs it for read-only lists. */
function isList(value: Value | readonly Value[]): value is readonly Value[] {
  return Array.isArray(value);
}

/** Every value of `workflow` with its place. */
export function valuesOf(workflow: Workflow): readonly { readonly value: Value; readonly place: Place }[] {
  const found: { value: Value; place: Place }[] = [];
  changeValues(workflow, (value, place) => {
    found.push({ value, place });
    return value;
  });
  return found;
}

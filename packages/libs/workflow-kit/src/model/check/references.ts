import { PROPERTIES } from '../../expression/contexts.ts';
import { Expr } from '../../expression/expr.ts';
import { type Reference, referencesIn } from '../../expression/node.ts';
import type { Mistake } from '../../source/mistake.ts';
import { suggestion } from '../../source/suggestion.ts';
import type { Job } from '../job.ts';
import type { Place } from '../place.ts';
import { valuesOf } from '../values.ts';
import type { Workflow } from '../workflow.ts';
import { resultMessages } from './results.ts';
import { stepReference } from './step-references.ts';

/** Inputs, secrets, jobs, outputs and fields that an expression reads and that are not there. */
export function referenceMistakes(workflow: Workflow): readonly Mistake[] {
  return valuesOf(workflow).flatMap(({ value, place }) => {
    // What stands in the guard stands in the condition as well.
    if (!(value instanceof Expr) || place.key === 'when') return [];
    const messages = [
      ...referencesIn(value.node).map((reference) => messageFor(reference, place, workflow)),
      ...resultMessages(value.node),
    ];
    return [...new Set(messages)]
      .filter((message) => message !== undefined)
      .map((message) => ({ at: place.at, message: `"${place.key}" ${message}` }));
  });
}

function messageFor({ context, path }: Reference, place: Place, workflow: Workflow): string | undefined {
  const [name, ...behind] = path;
  switch (context) {
    case 'inputs':
      return declaredInput(name, workflow);
    case 'secrets':
      return declaredSecret(name, workflow);
    case 'needs':
      return name === undefined ? undefined : neededJob(name, behind, place, workflow);
    case 'jobs':
      return name === undefined ? undefined : outputOf(name, behind, workflow);
    case 'matrix':
      return matrixField(name, place.job);
    case 'steps':
      return name === undefined ? undefined : stepReference(name, behind, place);
    case 'github':
    case 'job':
    case 'runner':
    case 'strategy':
      return knownProperty(context, name);
    case 'env':
    case 'vars':
      return undefined;
    default:
      return context satisfies never;
  }
}

function knownProperty(context: keyof typeof PROPERTIES, name: string | undefined): string | undefined {
  const known = PROPERTIES[context];
  if (name === undefined || known.includes(name)) return undefined;
  return `reads ${context}.${name}, which GitHub does not know.${suggestion(name, known)}`;
}

function declaredInput(name: string | undefined, { call, on }: Workflow): string | undefined {
  const declared = { ...on.workflowDispatch?.inputs, ...call?.inputs };
  if (name === undefined || Object.hasOwn(declared, name)) return undefined;
  return `reads the input "${name}", which is not declared.${suggestion(name, Object.keys(declared))}`;
}

function declaredSecret(name: string | undefined, { secrets }: Workflow): string | undefined {
  if (name === undefined) return 'reads all secrets at once; name the one it needs.';
  if (name === 'GITHUB_TOKEN' || Object.hasOwn(secrets, name)) return undefined;
  return `reads the secret "${name}", which is not declared.${suggestion(name, Object.keys(secrets))}`;
}

function neededJob(
  name: string,
  behind: readonly string[],
  { job }: Place,
  workflow: Workflow,
): string | undefined {
  if (job !== undefined && !job.needs.some((need) => need.job === name)) {
    return `reads what the job "${name}" left, but "${job.id}" does not need it: list it under "needs".`;
  }
  return outputOf(name, behind, workflow);
}

function outputOf(name: string, [kind, output]: readonly string[], { jobs }: Workflow): string | undefined {
  const job = jobs.find(({ id }) => id === name);
  if (job === undefined) {
    const ids = jobs.map(({ id }) => id);
    return `reads what the job "${name}" left, which is no job of this workflow.${suggestion(name, ids)}`;
  }
  if (kind !== undefined && kind !== 'outputs' && kind !== 'result')
    return `reads "${kind}" of the job "${name}".${suggestion(kind, ['outputs', 'result'])}`;
  const outputs = outputsOf(job);
  if (kind !== 'outputs' || output === undefined || outputs === undefined || outputs.includes(output))
    return undefined;
  return `reads the output "${output}", which the job "${name}" does not have.${suggestion(output, outputs)}`;
}

/** `undefined` where they cannot be known. */
function outputsOf(job: Job): readonly string[] | undefined {
  if (job.kind === 'steps') return Object.keys(job.outputs);
  return job.calls.workflow && Object.keys(job.calls.workflow.call?.outputs ?? {});
}

function matrixField(name: string | undefined, job: Job | undefined): string | undefined {
  if (job?.matrix === undefined) return `reads a value of the leg, but "${job?.id}" is no matrix.`;
  const { fields } = job.matrix;
  if (name === undefined || fields === undefined || fields.includes(name)) return undefined;
  return `reads the field "${name}", which the legs of "${job.id}" do not have.${suggestion(name, fields)}`;
}

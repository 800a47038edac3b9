import { Expr } from '../expression/expr.ts';
import { referencesIn } from '../expression/node.ts';
import type { Job } from '../model/job.ts';
import type { OwnStep, Step, ThirdPartyStep } from '../model/step.ts';
import { valuesOf } from '../model/values.ts';
import type { Workflow } from '../model/workflow.ts';
import type { Pins } from '../pins/pin.ts';
import type { Mistake } from '../source/mistake.ts';
import { suggestion } from '../source/suggestion.ts';
import type { OwnActions } from './own-actions.ts';

/** The actions that the steps of a workflow can use. */
export interface Uses {
  readonly pins: Pins;
  readonly actions: OwnActions;
}

/** Steps that use an action that is not there, or in a way that its `action.yml` does not know. */
export function usesMistakes(workflow: Workflow, { pins, actions }: Uses): readonly Mistake[] {
  const steps = workflow.jobs.flatMap((job) => (job.kind === 'steps' ? job.steps : []));
  const inSteps = steps.flatMap((step) => {
    const messages =
      step.kind === 'own' ? ownMessages(step, actions) : step.kind === 'run' ? [] : pinMessages(step, pins);
    return messages.map((message) => ({ at: step.at, message }));
  });
  return [...inSteps, ...outputMistakes(workflow, actions)];
}

function pinMessages({ action }: ThirdPartyStep, pins: Pins): readonly string[] {
  if (pins.has(action)) return [];
  const hint = action.includes('@') ? ' Name it without a version: the catalogue says which.' : '';
  return [`"${action}" is not in the catalogue of pins.${hint || suggestion(action, pins.keys())}`];
}

function ownMessages({ action, with: given }: OwnStep, actions: OwnActions): readonly string[] {
  const known = actions.get(action);
  if (known === undefined)
    return [`"${action}" is no action of this repository.${suggestion(action, actions.keys())}`];
  const unknown = Object.keys(given).filter((name) => !known.inputs.has(name));
  const missing = [...known.inputs].filter(([name, { mustGive }]) => mustGive && !Object.hasOwn(given, name));
  return [
    ...unknown.map((name) => `${action} has no input "${name}".${suggestion(name, known.inputs.keys())}`),
    ...missing.map(([name]) => `${action} needs the input "${name}".`),
  ];
}

/** Outputs of own actions that are read and that their `action.yml` does not list. */
function outputMistakes(workflow: Workflow, actions: OwnActions): readonly Mistake[] {
  return valuesOf(workflow).flatMap(({ value, place }) => {
    if (!(value instanceof Expr)) return [];
    return referencesIn(value.node).flatMap(({ context, path: [id, kind, output] }) => {
      if (context !== 'steps' || kind !== 'outputs' || output === undefined) return [];
      const step = stepOf(place.job, id);
      const outputs = step?.kind === 'own' ? actions.get(step.action)?.outputs : undefined;
      if (step?.kind !== 'own' || outputs === undefined || outputs.has(output)) return [];
      return [
        {
          at: place.at,
          message: `${step.action} has no output "${output}".${suggestion(output, outputs.keys())}`,
        },
      ];
    });
  });
}

function stepOf(job: Job | undefined, id: string | undefined): Step | undefined {
  return job?.kind === 'steps' ? job.steps.find((step) => step.id === id) : undefined;
}

import { Expr } from '../expression/expr.ts';
import { referencesIn } from '../expression/node.ts';
import type { Job } from '../model/job.ts';
import type { LocalStep, OwnStep, Step, ThirdPartyStep } from '../model/step.ts';
import type { Values } from '../model/value.ts';
import { valuesOf } from '../model/values.ts';
import type { Workflow } from '../model/workflow.ts';
import { factsFor } from '../pins/facts-for.ts';
import { imageMessage, isImage } from '../pins/image.ts';
import type { KeptPins } from '../pins/kept.ts';
import type { Pins } from '../pins/pin.ts';
import { pinFor } from '../pins/pin-for.ts';
import type { Mistake } from '../source/mistake.ts';
import { suggestion } from '../source/suggestion.ts';
import { type ActionFacts, CONTAINER_INPUTS, mustGive } from './action-facts.ts';
import type { OwnAction, OwnActions } from './own-actions.ts';

/** The actions that the steps of a workflow can use. */
export interface Uses {
  readonly pins: Pins;
  /** The actions of the library, by name. */
  readonly actions: OwnActions;
  /** The actions of the repository itself, by path; none when absent. */
  readonly local?: OwnActions;
  /** What is kept of the pinned actions, by which their inputs are checked; none when absent. */
  readonly kept?: KeptPins;
}

/** Steps that use an action that is not there, or in a way that its `action.yml` does not know. */
export function usesMistakes(workflow: Workflow, known: Uses): readonly Mistake[] {
  const steps = workflow.jobs.flatMap((job) => (job.kind === 'steps' ? job.steps : []));
  const inSteps = steps.flatMap((step) =>
    messagesFor(step, known).map((message) => ({ at: step.at, message })),
  );
  return [...inSteps, ...outputMistakes(workflow, known)];
}

function messagesFor(step: Step, known: Uses): readonly string[] {
  switch (step.kind) {
    case 'run':
      return [];
    case 'third-party':
      return pinMessages(step, known);
    case 'own':
    case 'local':
      return actionMessages(step, known);
    default:
      return step satisfies never;
  }
}

function pinMessages({ action, with: given }: ThirdPartyStep, known: Uses): readonly string[] {
  const { pins } = known;
  if (isImage(action)) return [imageMessage(action)].filter((message) => message !== undefined);
  if (pinFor(action, pins) !== undefined) {
    const facts = factsFor(action, known);
    return facts === undefined ? [] : inputMessages(action, given, takenBy(facts));
  }
  return [
    `"${action}" is not in the catalogue of pins.${hintFor(action) ?? suggestion(action, pins.keys())}`,
  ];
}

function hintFor(action: string): string | undefined {
  const [, path] = /^[.$]\/(.*)$/.exec(action) ?? [];
  if (path !== undefined) return ` An action of this repository is used by local("${path}").`;
  return action.includes('@') ? ' Name it without a version: the catalogue says which.' : undefined;
}

function actionMessages(step: OwnStep | LocalStep, known: Uses): readonly string[] {
  const { action, with: given } = step;
  const found = definitionOf(step, known);
  if (found === undefined) {
    return step.kind === 'own'
      ? [`"${action}" is no action of the library.${suggestion(action, known.actions.keys())}`]
      : [`"${action}" is no action of this repository: it holds no action.yml.`];
  }
  return inputMessages(
    action,
    given,
    new Map([...found.inputs].map(([name, input]) => [name, input.mustGive])),
  );
}

/** What is wrong with the inputs that are `given`; `taken` says of each input that there is whether it must be. */
function inputMessages(
  action: string,
  given: Values,
  taken: ReadonlyMap<string, boolean>,
): readonly string[] {
  const unknown = Object.keys(given).filter((name) => !taken.has(name));
  const missing = [...taken].filter(([name, must]) => must && !Object.hasOwn(given, name));
  return [
    ...unknown.map((name) => `${action} has no input "${name}".${suggestion(name, taken.keys())}`),
    ...missing.map(([name]) => `${action} needs the input "${name}".`),
  ];
}

function takenBy({ using, inputs }: ActionFacts): ReadonlyMap<string, boolean> {
  const more = using === 'docker' ? CONTAINER_INPUTS.map((name) => [name, false] as const) : [];
  return new Map([...[...inputs].map(([name, input]) => [name, mustGive(input)] as const), ...more]);
}

/** Outputs that are read and that the `action.yml` does not list. */
function outputMistakes(workflow: Workflow, known: Uses): readonly Mistake[] {
  return valuesOf(workflow).flatMap(({ value, place }) => {
    if (!(value instanceof Expr)) return [];
    return referencesIn(value.node).flatMap(({ context, path: [id, kind, output] }) => {
      if (context !== 'steps' || kind !== 'outputs' || output === undefined) return [];
      const action = definitionOf(stepOf(place.job, id), known);
      if (action === undefined || action.outputs.has(output)) return [];
      return [
        {
          at: place.at,
          message: `${action.name} has no output "${output}".${suggestion(output, action.outputs.keys())}`,
        },
      ];
    });
  });
}

function stepOf(job: Job | undefined, id: string | undefined): Step | undefined {
  return job?.kind === 'steps' ? job.steps.find((step) => step.id === id) : undefined;
}

/** What the `action.yml` of a step says, as far as it is read. */
function definitionOf(step: Step | undefined, { actions, local }: Uses): OwnAction | undefined {
  if (step?.kind === 'own') return actions.get(step.action);
  return step?.kind === 'local' ? local?.get(step.action) : undefined;
}

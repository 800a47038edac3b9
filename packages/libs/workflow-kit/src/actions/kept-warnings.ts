import { Expr } from '../expression/expr.ts';
import { referencesIn } from '../expression/node.ts';
import type { ThirdPartyStep } from '../model/step.ts';
import { valuesOf } from '../model/values.ts';
import type { Workflow } from '../model/workflow.ts';
import { factsFor } from '../pins/facts-for.ts';
import { pinFor } from '../pins/pin-for.ts';
import { showPosition } from '../source/position.ts';
import { suggestion } from '../source/suggestion.ts';
import type { Uses } from './check-uses.ts';

/**
 * What is worth a word about the pinned actions of `workflow` and is no mistake: inputs that were not checked,
 * because what is kept belongs to another commit; inputs that their action calls deprecated; outputs that it does
 * not declare, which an action may set all the same.
 */
export function keptWarnings(workflow: Workflow, known: Uses): readonly string[] {
  const steps = workflow.jobs.flatMap((job) => (job.kind === 'steps' ? job.steps : []));
  const pinned = steps.filter((step) => step.kind === 'third-party');
  return [
    ...new Set(pinned.flatMap(({ action }) => staleMessages(action, known))),
    ...pinned.flatMap((step) => deprecatedInputs(step, known)),
    ...undeclaredOutputs(workflow, known),
  ];
}

function staleMessages(action: string, { pins, kept }: Uses): readonly string[] {
  const found = kept?.get(action);
  const pin = pinFor(action, pins);
  if (found === undefined || pin === undefined || found.commit === pin.commit) return [];
  return [
    `The inputs of ${action} were not checked: the kept ones are those of ${found.version}, but the catalogue has ${pin.version}. Run gatehouse pin --refresh.`,
  ];
}

function deprecatedInputs({ at, action, with: given }: ThirdPartyStep, known: Uses): readonly string[] {
  const inputs = factsFor(action, known)?.inputs;
  return Object.keys(given)
    .filter((name) => inputs?.get(name)?.deprecated === true)
    .map((name) => `${showPosition(at)}: the input "${name}" of ${action} is deprecated.`);
}

function undeclaredOutputs(workflow: Workflow, known: Uses): readonly string[] {
  return valuesOf(workflow).flatMap(({ value, place: { at, job } }) => {
    if (!(value instanceof Expr) || job?.kind !== 'steps') return [];
    return referencesIn(value.node).flatMap(({ context, path: [id, kind, output] }) => {
      const step = job.steps.find((one) => one.id === id);
      if (context !== 'steps' || kind !== 'outputs' || output === undefined) return [];
      const facts = step?.kind === 'third-party' ? factsFor(step.action, known) : undefined;
      if (step?.kind !== 'third-party' || facts === undefined || facts.outputs.includes(output)) return [];
      return [
        `${showPosition(at)}: ${step.action} declares no output "${output}".${suggestion(output, facts.outputs)}`,
      ];
    });
  });
}

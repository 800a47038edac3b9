import { suggestion } from '../../source/suggestion.ts';
import type { Place } from '../place.ts';

const KINDS: readonly string[] = ['conclusion', 'outcome', 'outputs'];

/** What is wrong with `steps.<id>.<behind>` at `place`: a step must stand in the same job, further up. */
export function stepReference(
  id: string,
  behind: readonly string[],
  { job, step }: Place,
): string | undefined {
  const steps = job?.kind === 'steps' ? job.steps : [];
  const before = steps.slice(0, step === undefined ? steps.length : indexOf(steps, step));
  const found = before.find((one) => one.id === id);
  if (found === undefined) {
    const ids = before.flatMap((one) => one.id ?? []);
    return `reads what the step "${id}" left, which is no step before it in the same job.${suggestion(id, ids)}`;
  }
  const [kind, output] = behind;
  if (kind !== undefined && !KINDS.includes(kind))
    return `reads "${kind}" of the step "${id}".${suggestion(kind, KINDS)}`;
  if (found.kind !== 'run' || kind !== 'outputs' || output === undefined || found.outputs.includes(output)) {
    return undefined;
  }
  return `reads the output "${output}", which the script of "${id}" does not declare.${suggestion(output, found.outputs)}`;
}

function indexOf(steps: readonly Place['step'][], step: Place['step']): number {
  return steps.indexOf(step);
}

import type { OwnWorkflows } from '../own-workflows/index.ts';
import { calledFrom } from '../source/position.ts';
import type { Inputs, Secrets } from './input.ts';
import { insistOnText } from './shown.ts';
import type { Workflow } from './workflow.ts';

/** A callable workflow of the library, by the name of its file without the ending. */
export interface OwnWorkflow<
  I extends Inputs = Inputs,
  S extends Secrets = Secrets,
  O extends string = string,
> {
  readonly kind: 'own';
  readonly name: string;
  /** What it says, once the library was looked at. */
  readonly workflow?: Workflow<I, S, O>;
}

/**
 * The callable workflow `name` of the library, for `build.call`. As with the actions of the library, its
 * release is the one that the catalogue of pins names.
 */
export function ownWorkflow<N extends keyof OwnWorkflows>(name: N): OwnWorkflows[N] {
  insistOnText(calledFrom(ownWorkflow), 'The workflow to call', name);
  const called: OwnWorkflow = { kind: 'own', name };
  return called as OwnWorkflows[N];
}

import type { Inputs, Secrets } from './input.ts';
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

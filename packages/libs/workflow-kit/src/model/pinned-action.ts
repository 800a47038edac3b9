import { calledFrom } from '../source/position.ts';
import { insistOnText } from './shown.ts';

/** An action of the catalogue of pins, with the types of what it takes and gives. */
export interface PinnedAction<I extends object = object, Output extends string = string> {
  readonly kind: 'pinned';
  /** `owner/name`, as the catalogue has it. */
  readonly action: string;
  /** Only a type; no value holds it. */
  readonly declares?: { readonly inputs: I; readonly outputs: Output };
}

/** The action `action` of the catalogue, with types that `gatehouse pin` has made from its `action.yml`. */
export function pinnedAction<I extends object, Output extends string>(
  action: string,
): PinnedAction<I, Output> {
  insistOnText(calledFrom(pinnedAction), 'The pinned action', action);
  return { kind: 'pinned', action };
}

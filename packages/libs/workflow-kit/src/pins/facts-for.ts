import type { ActionFacts } from '../actions/action-facts.ts';
import type { KeptPins } from './kept.ts';
import type { Pins } from './pin.ts';
import { pinFor } from './pin-for.ts';

/** What is kept of `action` at exactly the commit of the catalogue; `undefined` where that is nothing. */
export function factsFor(
  action: string,
  { pins, kept }: { readonly pins: Pins; readonly kept?: KeptPins },
): ActionFacts | undefined {
  const found = kept?.get(action);
  return found?.kind === 'action' && found.commit === pinFor(action, pins)?.commit ? found.facts : undefined;
}

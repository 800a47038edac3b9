import type { OwnWorkflows } from '../own-workflows/index.ts';
import { calledFrom } from '../source/position.ts';
import type { OwnWorkflow } from './own-workflow.ts';
import { insistOnText } from './shown.ts';

/**
 * The callable workflow `name` of the library, for `build.call`. As with the actions of the library, its
 * release is the one that the catalogue of pins names.
 */
export function ownWorkflow<N extends keyof OwnWorkflows>(name: N): OwnWorkflows[N] {
  insistOnText(calledFrom(ownWorkflow), 'The workflow to call', name);
  const called: OwnWorkflow = { kind: 'own', name };
  return called as OwnWorkflows[N];
}

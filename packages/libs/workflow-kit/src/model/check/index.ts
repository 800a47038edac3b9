import type { Mistake } from '../../source/mistake.ts';
import type { Workflow } from '../workflow.ts';
import { calleeMistakes } from './callee.ts';
import { concurrencyMistakes } from './concurrency.ts';
import { matrixMistakes } from './matrix.ts';
import { nameMistakes } from './names.ts';
import { positionMistakes } from './positions.ts';
import { referenceMistakes } from './references.ts';
import { triggerMistakes } from './triggers.ts';

/** What GitHub would refuse, or take in another way than it was meant. */
export function workflowMistakes(workflow: Workflow): readonly Mistake[] {
  return [
    ...nameMistakes(workflow),
    ...triggerMistakes(workflow),
    ...matrixMistakes(workflow),
    ...concurrencyMistakes(workflow),
    ...positionMistakes(workflow),
    ...referenceMistakes(workflow),
    ...calleeMistakes(workflow),
  ];
}

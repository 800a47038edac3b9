import { dirname } from 'node:path';
import type { Uses } from '../actions/check-uses.ts';
import type { Workflow } from '../model/workflow.ts';
import { readHeader } from '../render/header.ts';
import type { Target } from '../render/target.ts';
import { renderWorkflow } from '../render/workflow.ts';

/** The text of `workflow` without a header: whoever takes it owns it, and changes it by hand. */
export function renderBare(workflow: Workflow, target: Target, uses: Uses): string {
  const root = dirname(workflow.at.file);
  const text = renderWorkflow(workflow, { ...uses, target, root, generator: 'gatehouse' });
  return readHeader(text)?.body ?? text;
}

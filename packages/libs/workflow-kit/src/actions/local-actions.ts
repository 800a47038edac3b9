import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Workflow } from '../model/workflow.ts';
import { type OwnAction, type OwnActions, readAction } from './own-actions.ts';

/** The actions of the repository `root` that steps of `workflows` use, by their path in it, as far as they are there. */
export function readLocalActions(root: string, workflows: readonly Workflow[]): OwnActions {
  const steps = workflows.flatMap(({ jobs }) =>
    jobs.flatMap((job) => (job.kind === 'steps' ? job.steps : [])),
  );
  const paths = new Set(steps.flatMap((step) => (step.kind === 'local' ? [step.action] : [])));
  return new Map([...paths].flatMap((path) => read(root, path)));
}

function read(root: string, path: string): readonly (readonly [string, OwnAction])[] {
  const file = ['action.yml', 'action.yaml'].map((name) => join(root, path, name)).find(existsSync);
  return file === undefined ? [] : [[path, readAction(path, file)]];
}

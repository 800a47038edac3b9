import { quote } from '@gatehouse/action-kit/quote';
import { suggestion, type Workflow } from '@gatehouse/workflow-kit';
import { usageError } from './failure.ts';
import { loadProjectIn, type Project } from './project.ts';
import { home } from './repository.ts';

/** The library itself: the workflows that others can call, the actions, the pins. */
export async function loadLibrary(): Promise<Project> {
  return loadProjectIn(home);
}

/** What a workflow is called on the command line: its file without the ending. */
export function nameOf({ file }: Workflow): string {
  return file.replace(/\.ya?ml$/, '');
}

/** The one of `workflows` that `name` means, by file, with or without its ending and its folder. */
export function findWorkflow(name: string, workflows: readonly Workflow[], command: string): Workflow {
  const wanted = name.replace(/^.*[\\/]/, '').replace(/\.ya?ml$/, '');
  const found = workflows.find((workflow) => nameOf(workflow) === wanted);
  if (found !== undefined) return found;
  const names = workflows.map(nameOf);
  throw usageError(`There is no workflow ${quote(name)}.${suggestion(wanted, names)}`, command);
}

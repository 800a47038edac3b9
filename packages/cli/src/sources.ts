import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ActionError, messageOf } from '@gatehouse/action-kit/errors';
import { type Mistake, refuse, showPosition, type Workflow } from '@gatehouse/workflow-kit';
import { exportedWorkflows, exportMistakes, type LoadedSource } from './export-mistakes.ts';

/**
 * The workflows that the TypeScript files right in `folder` export, by file. All mistakes in all sources
 * are told at once; a file that two of them want to make is one.
 */
export async function loadWorkflows(folder: string): Promise<readonly Workflow[]> {
  const names = readdirSync(folder).filter((name) => /\.m?ts$/.test(name) && !name.endsWith('.d.ts'));
  const loaded = await Promise.allSettled(names.sort().map((name) => load(join(folder, name))));
  const thrown = loaded.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  for (const one of thrown) if (mistakesOf(one) === undefined) throw one;
  // A source that imports a broken one breaks with the very same error.
  refuse([...new Set(thrown)].flatMap((one) => mistakesOf(one) ?? []));
  const sources = loaded.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const workflows = exportedWorkflows(sources).toSorted((one, other) => (one.file < other.file ? -1 : 1));
  refuse([...exportMistakes(sources), ...sameFiles(workflows)]);
  if (sources.length > 0 && workflows.length === 0) throw noWorkflow(folder);
  return workflows;
}

function noWorkflow(folder: string): ActionError<'NO_WORKFLOW'> {
  return new ActionError({
    code: 'NO_WORKFLOW',
    message: `No file in ${folder} exports a workflow.`,
    hint: 'Export one, as in: export const ci = workflow({ … }). Files in folders below are no sources.',
  });
}

async function load(path: string): Promise<LoadedSource> {
  try {
    return { path, exports: await import(pathToFileURL(path).href) };
  } catch (thrown) {
    if (mistakesOf(thrown) !== undefined) throw thrown;
    throw new ActionError({
      code: 'BAD_SOURCE',
      message: `${showPosition(placeIn(thrown, path))}: ${messageOf(thrown)}`,
      hint: hintOf(thrown),
      cause: thrown,
    });
  }
}

function hintOf(thrown: unknown): string {
  return messageOf(thrown).includes('import statement outside a module')
    ? 'Put "type": "module" into the package.json around it (npm pkg set type=module), or name the file .mts.'
    : 'A source is TypeScript that Node runs by taking its types out; it must load without an error.';
}

/** The mistakes of a `WorkflowError`, which may come from another copy of the library. */
function mistakesOf(thrown: unknown): readonly Mistake[] | undefined {
  const isTold = thrown instanceof Error && 'code' in thrown && thrown.code === 'INVALID_WORKFLOW';
  return isTold && 'mistakes' in thrown ? (thrown.mistakes as readonly Mistake[]) : undefined;
}

/** The line of `path` that an error names, else its first. */
function placeIn(thrown: unknown, path: string): { readonly file: string; readonly line: number } {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  const behind = stack.slice(stack.indexOf(path) + path.length);
  const line = stack.includes(path) ? /^:(\d+)/.exec(behind)?.[1] : undefined;
  return { file: path, line: Number(line ?? 1) };
}

/** GitHub's file names are told apart by case, those of macOS and Windows are not. */
function sameFiles(workflows: readonly Workflow[]): readonly Mistake[] {
  const first = new Map<string, Workflow>();
  return workflows.flatMap((workflow) => {
    const other = first.get(workflow.file.toLowerCase());
    first.set(workflow.file.toLowerCase(), other ?? workflow);
    if (other === undefined) return [];
    return [
      {
        at: workflow.at,
        message: `This makes ${workflow.file}, and so does ${showPosition(other.at)}. Give one of them another file.`,
      },
    ];
  });
}

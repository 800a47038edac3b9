import { readFileSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { quote } from '@gatehouse/action-kit/quote';
import { isWorkflow, type Mistake, type Workflow } from '@gatehouse/workflow-kit';

/** A source that was loaded. */
export interface LoadedSource {
  /** Absolute. */
  readonly path: string;
  readonly exports: Readonly<Record<string, unknown>>;
}

/** The workflows that `sources` export, each once. */
export function exportedWorkflows(sources: readonly LoadedSource[]): readonly Workflow[] {
  return [...new Set(sources.flatMap(({ exports }) => Object.values(exports).filter(isWorkflow)))];
}

/** Workflows that are made and that nobody would write, because they are not exported by a name of their own. */
export function exportMistakes(sources: readonly LoadedSource[]): readonly Mistake[] {
  const exported = exportedWorkflows(sources);
  return [
    ...sources.filter(exportsNothing).map(({ path }) => ({
      at: { file: path, line: 1 },
      message: `This source exports nothing. Write "export const ci = workflow({ … })"; what is no source belongs into a folder below.`,
    })),
    ...sources.flatMap((source) => heldMistakes(source, exported)),
    ...exported.flatMap((workflow) => calleeMistakes(workflow, sources, exported)),
  ];
}

/** A source of types only has no exports when it runs, so its text is asked. */
function exportsNothing({ path }: LoadedSource): boolean {
  return !/\bexport\b/.test(readFileSync(path, 'utf8'));
}

/** Workflows in a list or an object. */
function heldMistakes({ exports }: LoadedSource, exported: readonly Workflow[]): readonly Mistake[] {
  return Object.entries(exports).flatMap(([name, value]) => {
    if (isWorkflow(value) || typeof value !== 'object' || value === null) return [];
    const held = Object.values(value)
      .filter(isWorkflow)
      .filter((one) => !exported.includes(one));
    return held.map(({ at, file }) => ({
      at,
      message: `${file} is exported within ${quote(name)}, where it is not looked for. Export it by a name of its own.`,
    }));
  });
}

function calleeMistakes(
  { jobs }: Workflow,
  sources: readonly LoadedSource[],
  exported: readonly Workflow[],
): readonly Mistake[] {
  const folders = [...new Set(sources.map(({ path }) => dirname(path) + sep))];
  return jobs.flatMap((job) => {
    if (job.kind !== 'call' || job.calls.kind !== 'source') return [];
    const { file, at } = job.calls.workflow;
    const isOurs = folders.some((folder) => at.file.startsWith(folder));
    if (!isOurs || exported.some((one) => one.file === file)) return [];
    return [
      { at, message: `${file} is called by the job "${job.id}", but not exported, so nobody writes it.` },
    ];
  });
}

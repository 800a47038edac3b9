import { Expr } from '../expression/expr.ts';
import { jobsOfKind, type WorkflowSet } from '../graph/set.ts';
import type { Workflow } from '../model/workflow.ts';
import { type ArtifactStep, downloadsIn, mayTake, uploadsOf } from './artifacts.ts';
import { defineRule } from './rule.ts';
import { textOf } from './words.ts';

/** Two files of one name in one folder: one of them is left, and the downloads can even mix their bytes. */
export const mergedFileNames = defineRule(
  'merged-file-names',
  'Artifacts that go into one folder hold files of different names.',
  (set) =>
    jobsOfKind(set, 'steps').flatMap(({ workflow, job }) =>
      downloadsIn(job)
        .filter(({ step }) => isTold(step.with['merge-multiple']))
        .flatMap((download) => {
          const name = repeatedName(download, workflow, set);
          if (name === undefined) return [];
          const message = `The step puts artifacts into one folder that each hold ${name}: one of them is left. Put a value of the leg into the file's name, or leave "merge-multiple" out and get a folder for each.`;
          return [{ workflow, job, step: download.step, message }];
        }),
    ),
);

function isTold(flag: unknown): boolean {
  return flag instanceof Expr || String(flag ?? 'false') === 'true';
}

/** A file name that more than one of the artifacts holds for certain. */
function repeatedName(download: ArtifactStep, workflow: Workflow, set: WorkflowSet): string | undefined {
  const seen = new Set<string>();
  for (const upload of workflow.jobs.flatMap((job) => uploadsOf(job, set))) {
    if (!mayTake(download, upload)) continue;
    for (const name of namesIn(upload)) {
      // A matrix leaves one for each leg.
      if (seen.has(name) || upload.job.matrix !== undefined) return name;
      seen.add(name);
    }
  }
  return undefined;
}

/** The names of single files in `path`; what a glob or an expression finds is not known here. */
function namesIn({ step }: ArtifactStep): readonly string[] {
  const { path = '' } = step.with;
  if (path instanceof Expr) return [];
  return textOf(path)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /\.[\w]+$/.test(line) && !/[*?[\]!]/.test(line))
    .map((line) => line.replace(/^.*\//, ''));
}

import { type Deps, runnerDeps } from './deps.ts';
import type { Inputs } from './inputs.ts';
import type { Outcome } from './outcome.ts';
import { outputsOf, summaryOf } from './report.ts';

/** Finds what one leg made, writes its part, uploads it and reports. */
export async function run(inputs: Inputs, deps: Deps = runnerDeps()): Promise<void> {
  const outcome = await runKind(inputs, deps);
  deps.setOutputs(outputsOf(outcome));
  await deps.appendSummary(summaryOf(outcome));
}

/** What only one kind needs is loaded for it alone. */
async function runKind(inputs: Inputs, deps: Deps): Promise<Outcome> {
  switch (inputs.kind) {
    case 'version-files':
      return (await import('./run-version-files.ts')).runVersionFiles(inputs, deps);
    case 'image':
      return (await import('./run-image.ts')).runImage(inputs, deps);
    case 'files':
      return (await import('./run-files.ts')).runFiles(inputs, deps);
    default:
      return inputs satisfies never;
  }
}

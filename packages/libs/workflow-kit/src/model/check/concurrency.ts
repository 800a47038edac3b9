import type { Mistake } from '../../source/mistake.ts';
import type { Concurrency } from '../job.ts';
import type { Workflow } from '../workflow.ts';

/** Groups that GitHub refuses, or that would end a job in the middle of what it writes. */
export function concurrencyMistakes({ at, concurrency, jobs }: Workflow): readonly Mistake[] {
  const groups = [{ at, concurrency }, ...jobs];
  const writer = jobs.find((job) => job.kind === 'steps' && job.writes !== undefined);
  return [
    ...groups
      .filter((one) => one.concurrency?.queue === 'max' && isCancelling(one.concurrency))
      .map((one) => ({
        at: one.at,
        message: 'GitHub refuses "queue: max" together with "cancel-in-progress".',
      })),
    ...(writer !== undefined && isCancelling(concurrency)
      ? [{ at, message: `"cancel-in-progress" would end "${writer.id}" in the middle of what it writes.` }]
      : []),
  ];
}

function isCancelling(concurrency: Concurrency | undefined): boolean {
  return concurrency !== undefined && concurrency.cancelInProgress !== false;
}

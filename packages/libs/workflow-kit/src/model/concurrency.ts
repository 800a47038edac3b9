import type { Concurrency } from './job.ts';
import type { Resource } from './resource.ts';
import type { Value } from './value.ts';

/** What a source says of a group. */
export interface ConcurrencyWords {
  readonly group: Value;
  readonly queue?: 'max' | 'single';
  readonly cancelInProgress?: Value;
}

/** One who writes waits in the queue of what is written, for as long as it takes. */
export function concurrencyOf(
  writes: Resource | undefined,
  words: ConcurrencyWords | undefined,
): Concurrency | undefined {
  if (writes !== undefined) return { group: writes.group, queue: 'max', cancelInProgress: false };
  if (words === undefined) return undefined;
  return {
    group: words.group,
    queue: words.queue ?? 'single',
    cancelInProgress: words.cancelInProgress ?? false,
  };
}

import type { JobResult } from '../engine/record.ts';
import type { Style } from './paint.ts';

/** How a job, a leg or a step ended: a word for everybody, and marks for those who see colours or not. */
export interface ShownResult {
  /** Also the name of its class in the page. */
  readonly kind: string;
  readonly word: string;
  /** One character. */
  readonly mark: string;
  /** What GitHub draws in colour. */
  readonly emoji: string;
  /** On a terminal. */
  readonly style: Style;
}

const RESULTS = {
  success: { kind: 'success', word: 'success', mark: '✓', emoji: '✅', style: 'green' },
  failure: { kind: 'failure', word: 'failure', mark: '✗', emoji: '❌', style: 'red' },
  skipped: { kind: 'skipped', word: 'skipped', mark: '–', emoji: '⚪', style: 'dim' },
  unfinished: { kind: 'unfinished', word: 'cut off', mark: '!', emoji: '⏹️', style: 'yellow' },
  'not-seen': { kind: 'unknown', word: 'not seen', mark: '?', emoji: '❔', style: 'dim' },
} as const satisfies Record<JobResult, ShownResult>;

const KEPT: ShownResult = { kind: 'kept', word: 'kept', mark: '=', emoji: '↩️', style: 'dim' };
const CONTINUED: ShownResult = {
  kind: 'continued',
  word: 'failed, went on',
  mark: '~',
  emoji: '⚠️',
  style: 'yellow',
};

/** How a job is shown; `kept` from an earlier attempt, where it succeeded. */
export function shownResult({
  result,
  kept = false,
}: {
  readonly result: JobResult;
  readonly kept?: boolean;
}): ShownResult {
  return kept ? KEPT : RESULTS[result];
}

/** How a step is shown. */
export function shownStep({
  result,
  continued,
}: {
  readonly result: JobResult;
  readonly continued: boolean;
}): ShownResult {
  return continued ? CONTINUED : RESULTS[result];
}

/** `58 success, 2 failure`, in the order in which they first occur. */
export function countResults(
  jobs: readonly { readonly result: JobResult; readonly kept: boolean }[],
): string {
  const counts = Map.groupBy(jobs, (job) => shownResult(job).word);
  return [...counts].map(([word, { length }]) => `${length} ${word}`).join(', ');
}

import type { RunContext } from '@gatehouse/action-kit';
import { quote } from '@gatehouse/action-kit/quote';
import type { PartHead } from './head.ts';
import { mistakesError } from './mistakes.ts';

/** The run whose parts count: the one that merges. */
export type ExpectedRun = Pick<RunContext, 'repository' | 'runId' | 'runAttempt' | 'sha'>;

/** A part of whatever kind, and the file that it was read from. */
export interface ReadPart {
  readonly part: Pick<PartHead, 'run'>;
  readonly source: string;
}

/**
 * Refuses parts of another repository, run or commit, and of an attempt that has not begun yet (such a
 * part would win over every other). Throws `FOREIGN_PART` with all of them.
 */
export function requireRun(parts: readonly ReadPart[], expected: ExpectedRun): void {
  const mistakes = parts.flatMap(({ part: { run }, source }) =>
    [
      differs('repository', run.repository, expected.repository),
      differs('run', run.run_id, expected.runId),
      differs('commit', run.sha, expected.sha),
      run.run_attempt > expected.runAttempt
        ? `found attempt ${run.run_attempt}, expected at most ${expected.runAttempt}`
        : undefined,
    ]
      .filter((mistake) => mistake !== undefined)
      .map((mistake) => `${quote(source)}: ${mistake}`),
  );
  if (mistakes.length > 0) {
    throw mistakesError(
      'FOREIGN_PART',
      'There are parts that another run left:',
      mistakes,
      'Merge only the parts of the own run: download them in the same run into an empty folder.',
    );
  }
}

function differs(what: string, found: string | number, expected: string | number): string | undefined {
  return found === expected ? undefined : `found ${what} ${quote(found)}, expected ${quote(expected)}`;
}

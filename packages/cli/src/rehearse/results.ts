import type { JobRecord } from '@gatehouse/rehearsal';
import type { Style } from '../terminal.ts';

type Ended = Pick<JobRecord, 'kept' | 'result'>;

const WORDS = {
  success: '✓ success',
  failure: '✗ failure',
  skipped: '- skipped',
  unfinished: '! cut off',
  unknown: '? unknown',
} as const;

const STYLES = {
  success: 'green',
  failure: 'red',
  skipped: 'dim',
  unfinished: 'yellow',
  unknown: 'dim',
} as const satisfies Record<JobRecord['result'], Style>;

/** How a job ended, with a mark for those who see no colours. */
export function resultWord({ kept, result }: Ended): string {
  return kept ? '= kept' : WORDS[result];
}

/** The colour of a result. */
export function resultStyle({ kept, result }: Ended): Style {
  return kept ? 'dim' : STYLES[result];
}

/** Whether a job has a time of its own. */
export function hasTime({ kept, result }: Ended): boolean {
  return !kept && result !== 'skipped' && result !== 'unknown';
}

/** With one digit behind the point. */
export function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

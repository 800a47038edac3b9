import { Script } from 'node:vm';
import { ActionError, quote } from '@gatehouse/action-kit';

/** How long a pattern may look at the last lines of one attempt, in milliseconds. */
const PATIENCE_MS = 1000;

const SEARCH = new Script('lines.find((line) => pattern.test(line))');

/**
 * The first of `lines` that matches one of the user's own `patterns`. A pattern with nested repetition
 * can take longer than the age of the universe on a line of 40 characters; V8 lets nothing but the
 * time limit of a script end that search.
 *
 * Throws `SLOW_PATTERN` for a pattern that takes longer than a second.
 */
export function findOwn(patterns: readonly RegExp[], lines: readonly string[]): string | undefined {
  for (const pattern of patterns) {
    const line = search(pattern, lines);
    if (line !== undefined) return line;
  }
  return undefined;
}

function search(pattern: RegExp, lines: readonly string[]): string | undefined {
  try {
    return SEARCH.runInNewContext({ pattern, lines }, { timeout: PATIENCE_MS });
  } catch (cause) {
    throw new ActionError({
      code: 'SLOW_PATTERN',
      message: `The pattern ${quote(pattern.source)} took longer than ${PATIENCE_MS} ms on the output of the command.`,
      hint: 'Leave out nested repetition such as (a+)+ or (.*)*: a pattern need not match the whole line.',
      cause,
    });
  }
}

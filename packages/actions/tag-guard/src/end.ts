import { ActionError, closedGate, type GateEnd, openGate } from '@gatehouse/action-kit';
import { against, describe, type Result, reasonOf } from './result.ts';

/** How many places the error names; the summary has them all. */
const MOST_SHOWN = 30;

/** Closes the gate on a release that is refused. What is no release only leaves the outputs empty. */
export function endOf(result: Result): GateEnd {
  switch (result.kind) {
    case 'release':
    case 'skip':
      return openGate;
    case 'refuse': {
      const all = against(result.findings);
      const more = all.length > MOST_SHOWN ? [`And ${all.length - MOST_SHOWN} more, in the summary.`] : [];
      return closedGate(
        new ActionError({
          code: 'NOT_IN_LOCKSTEP',
          message: [`${reasonOf(result)}:`, ...all.slice(0, MOST_SHOWN).map(describe), ...more].join('\n'),
          hint: 'Nothing is released. Bring these in line in a new commit and tag that one, or take the right tag for this commit.',
        }),
      );
    }
    default:
      return result satisfies never;
  }
}

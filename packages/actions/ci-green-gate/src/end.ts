import { ActionError, closedGate, type GateEnd, openGate } from '@gatehouse/action-kit';
import type { GitHubError } from '@gatehouse/github-client';
import { objections, type Result } from './result.ts';

/** What came of asking; `thrown` is the failure of GitHub's API that left it unknown. */
export interface Answer {
  readonly result: Result;
  readonly thrown?: GitHubError;
}

/** Opens the gate on a pass, and closes it on everything else. */
export function endOf({ result, thrown }: Answer): GateEnd {
  const { verdict } = result;
  if (thrown !== undefined) return closedGate(thrown);
  switch (verdict) {
    case 'pass':
      return openGate;
    case 'fail':
      return closedGate(
        new ActionError({
          code: 'NOT_GREEN',
          message: objections(result).join('\n'),
          hint: 'Make these green for this very commit, or choose a commit for which they are.',
        }),
      );
    case 'unknown':
      return closedGate(
        new ActionError({
          code: 'NOT_KNOWN',
          message: objections(result).join('\n'),
          hint: 'What cannot be known does not pass. Run this job again; the summary shows what was seen.',
        }),
      );
    default:
      return verdict satisfies never;
  }
}

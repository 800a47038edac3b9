import { quote } from '@gatehouse/action-kit';
import type { Standing } from './standing.ts';

/** What GitHub says of a run or a check that has not ended. */
const STATUSES: ReadonlyMap<string, string> = new Map([
  ['queued', 'is queued'],
  ['in_progress', 'is in progress'],
  ['requested', 'was requested and has not started'],
  ['waiting', 'waits for an approval or another rule of its environment'],
  ['pending', 'waits for another run of its concurrency group'],
]);

/** What GitHub says of a run or a check that has ended. */
const CONCLUSIONS: ReadonlyMap<string, string> = new Map([
  ['success', 'succeeded'],
  ['failure', 'failed'],
  ['cancelled', 'was cancelled'],
  ['skipped', 'was skipped, which proves nothing'],
  ['neutral', 'ended neutral, which proves nothing'],
  ['timed_out', 'ran out of time'],
  ['action_required', 'waits for a maintainer to allow it'],
  ['stale', 'was given up by GitHub as stale'],
  ['startup_failure', 'could not be started, its file may be invalid'],
]);

/** What a status and a conclusion of GitHub's mean. A word that is not known here is `unknown`. */
export function judgeEnding(
  status: string | null,
  conclusion: string | null,
  allowed: ReadonlySet<string>,
): Standing {
  if (status !== 'completed') {
    const said = STATUSES.get(status ?? '');
    return said === undefined || status === null
      ? unknownWord('status', status)
      : { state: 'pending', reason: status, said };
  }
  const said = CONCLUSIONS.get(conclusion ?? '');
  return said === undefined || conclusion === null
    ? unknownWord('conclusion', conclusion)
    : { state: allowed.has(conclusion) ? 'green' : 'red', reason: conclusion, said };
}

function unknownWord(what: 'status' | 'conclusion', word: string | null): Standing {
  const said = `has the ${what} ${quote(word)}, a word that is not known here`;
  return { state: 'unknown', reason: `unknown-${what}`, said };
}

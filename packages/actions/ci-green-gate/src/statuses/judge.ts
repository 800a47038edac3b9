import { quote } from '@gatehouse/action-kit';
import type { Standing } from '../standing.ts';
import type { CommitStatus } from './commit-status.ts';
import type { StatusFinding } from './finding.ts';
import type { RequiredStatus } from './required-status.ts';

const ABSENT: Standing = {
  state: 'absent',
  reason: 'no-status',
  said: 'was not reported for this commit',
};

/** Judges a required status by the newest report of its creator. */
export function judgeStatus(requirement: RequiredStatus, reported: readonly CommitStatus[]): StatusFinding {
  const named = reported.filter(({ context }) => context === requirement.context);
  const ours = named.filter(({ creator }) => creator === requirement.creator);
  // Ids only grow, and a status is never changed: the next report is another one.
  const [status] = ours.toSorted((one, other) => other.id - one.id);
  return {
    kind: 'status',
    requirement,
    standing: status === undefined ? ABSENT : standingOf(status.state),
    status,
    others: named.length - ours.length,
  };
}

function standingOf(state: string): Standing {
  switch (state) {
    case 'success':
      return { state: 'green', reason: state, said: 'succeeded' };
    case 'pending':
      return { state: 'pending', reason: state, said: 'is pending' };
    case 'failure':
      return { state: 'red', reason: state, said: 'failed' };
    case 'error':
      return { state: 'red', reason: state, said: 'ended with an error' };
    default: {
      const said = `has the state ${quote(state)}, a word that is not known here`;
      return { state: 'unknown', reason: 'unknown-state', said };
    }
  }
}

import type { Standing } from '../standing.ts';
import type { CommitStatus } from './commit-status.ts';
import type { RequiredStatus } from './required-status.ts';

/** A required status and where it is. */
export interface StatusFinding {
  readonly kind: 'status';
  readonly requirement: RequiredStatus;
  readonly standing: Standing;
  /** The report that decides: the newest of the creator. */
  readonly status: CommitStatus | undefined;
  /** How many reports with that context others have made; they neither help nor hide. */
  readonly others: number;
}

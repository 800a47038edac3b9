import type { Standing } from '../standing.ts';
import type { CheckRun } from './check-run.ts';
import type { RequiredCheck } from './required-check.ts';

/** A required check and where it is. */
export interface CheckFinding {
  readonly kind: 'check';
  readonly requirement: RequiredCheck;
  readonly standing: Standing;
  /** The check runs that decide: the newest of each suite. */
  readonly checks: readonly CheckRun[];
  /** How many check runs of that name other apps have reported; they do not count. */
  readonly others: number;
}

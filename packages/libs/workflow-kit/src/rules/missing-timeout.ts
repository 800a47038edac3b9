import { Expr } from '../expression/expr.ts';
import { jobsOfKind } from '../graph/set.ts';
import type { Value } from '../model/value.ts';
import { defineRule } from './rule.ts';

/** Without one a job that hangs holds its runner, and its group, for six hours. */
export const missingTimeout = defineRule(
  'missing-timeout',
  'Every job says after how many minutes it is ended.',
  (set) =>
    jobsOfKind(set, 'steps').flatMap(({ workflow, job }) => {
      const minutes: Value | undefined = job.timeoutMinutes;
      if (minutes instanceof Expr || (typeof minutes === 'number' && minutes > 0)) return [];
      return {
        workflow,
        job,
        message: `The job has ${minutes === undefined ? 'no timeout' : `a timeout of "${minutes}"`}; GitHub would end it after 360 minutes. Expected "timeoutMinutes" with a number from 1.`,
      };
    }),
);

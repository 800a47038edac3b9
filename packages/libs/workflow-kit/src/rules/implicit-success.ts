import { hasImplicitSuccess, isTolerant, jobsById, maySkip } from '../graph/needs.ts';
import { jobsOf } from '../graph/set.ts';
import { ancestors } from '../model/condition.ts';
import { defineRule } from './rule.ts';

/** `success()` is false as soon as any job up the chain was skipped, and nobody sees a red job. */
export const implicitSuccess = defineRule(
  'implicit-success',
  'A job behind one that can be skipped spells out the results that it needs.',
  (set) =>
    jobsOf(set).flatMap(({ workflow, job }) => {
      if (!hasImplicitSuccess(job)) return [];
      const above = ancestors(job, jobsById(workflow));
      const cause = isTolerant(job) ? job : above.find((one) => maySkip(one) || isTolerant(one));
      if (cause === undefined) return [];
      const why =
        cause === job
          ? 'goes on when a need did not succeed'
          : `comes after "${cause.id}", which can be skipped or can go on without a need`;
      return {
        workflow,
        job,
        message: `The job ${why}, but its condition names no status function: GitHub adds success(), which is false then, and skips the job in a green run. Say "when" for a condition of your own and "accept" for other results, so that each result is spelled out behind !cancelled().`,
      };
    }),
);

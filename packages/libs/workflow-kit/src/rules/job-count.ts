import { Expr } from '../expression/expr.ts';
import { MOST_LEGS } from '../graph/limits.ts';
import { jobsOf } from '../graph/set.ts';
import { defineRule } from './rule.ts';

/** What a matrix makes beyond this is refused; one that an expression gives is counted by its plan. */
export const jobCount = defineRule('job-count', `A matrix makes no more than ${MOST_LEGS} jobs.`, (set) =>
  jobsOf(set).flatMap(({ workflow, job }) => {
    const over = job.matrix?.over;
    if (over === undefined || over instanceof Expr || (over.length > 0 && over.length <= MOST_LEGS))
      return [];
    return {
      workflow,
      job,
      message: `The matrix makes ${over.length} jobs; GitHub takes 1 to ${MOST_LEGS}. Split it into several jobs, each with a matrix of its own.`,
    };
  }),
);

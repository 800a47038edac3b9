import { quoteList } from '@gatehouse/action-kit/quote';
import { unaskedNeeds } from '../graph/needs.ts';
import { jobsOf } from '../graph/set.ts';
import { writesState } from './releasing.ts';
import { defineRule } from './rule.ts';

/** With `always()` or `!cancelled()` alone a job publishes after a red gate as well. */
export const unaskedNeed = defineRule(
  'unasked-need',
  'A job that writes asks for the result of each job that it needs.',
  (set) =>
    jobsOf(set).flatMap(({ workflow, job }) => {
      const unasked = writesState(job) ? unaskedNeeds(job) : [];
      if (unasked.length === 0) return [];
      return {
        workflow,
        job,
        message: `The job writes, and its condition says nothing of ${quoteList(unasked)}: it runs however that ended, after a red gate too. Leave the condition to "needs", with "accept" where another result than success will do.`,
      };
    }),
);

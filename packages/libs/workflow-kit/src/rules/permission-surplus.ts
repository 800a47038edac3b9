import { calleeOf } from '../graph/calls.ts';
import { beyond, grantsOf, requiredGrants, showGrants } from '../graph/permissions.ts';
import { jobsOfKind } from '../graph/set.ts';
import { defineRule } from './rule.ts';

/** What a call grants and nobody uses is there for whoever changes the callee. */
export const permissionSurplus = defineRule(
  'permission-surplus',
  'A job that calls a workflow grants no more than its jobs ask for.',
  (set) =>
    jobsOfKind(set, 'call').flatMap(({ workflow, job }) => {
      const callee = calleeOf(job, set);
      if (callee === undefined) return [];
      const required = requiredGrants(callee, set);
      const unused = beyond(grantsOf(job), required);
      if (unused.length === 0) return [];
      return {
        workflow,
        job,
        message: `The call of ${callee.file} grants ${showGrants(unused)}, which none of its jobs asks for. Grant ${showGrants(required)}.`,
      };
    }),
);

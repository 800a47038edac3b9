import { calleeOf } from '../graph/calls.ts';
import { beyond, grantsOf, requiredGrants, showGrants } from '../graph/permissions.ts';
import { jobsOfKind } from '../graph/set.ts';
import { defineRule } from './rule.ts';

/** GitHub compares every nested job with what its callers grant before the first job starts. */
export const permissionCeiling = defineRule(
  'permission-ceiling',
  'A job that calls a workflow grants what every job in it asks for.',
  (set) =>
    jobsOfKind(set, 'call').flatMap(({ workflow, job }) => {
      const callee = calleeOf(job, set);
      if (callee === undefined) return [];
      const required = requiredGrants(callee, set);
      const granted = grantsOf(job);
      const missing = beyond(required, granted);
      if (missing.length === 0) return [];
      return {
        workflow,
        job,
        message: `The call of ${callee.file} grants ${showGrants(granted)}; its jobs ask for ${showGrants(missing)} beyond that, whatever their conditions say, and GitHub ends the whole run before its first job. Grant at least ${showGrants(required)}.`,
      };
    }),
);

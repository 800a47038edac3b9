import { grantsOf, HIGHEST } from '../graph/permissions.ts';
import { jobsOf } from '../graph/set.ts';
import type { Job } from '../model/job.ts';
import { defineRule } from './rule.ts';

/** One stolen token of such a job is the whole repository. */
export const broadPermissions = defineRule(
  'broad-permissions',
  'A job names the scopes that it uses; `write-all` and `read-all` are no permissions.',
  (set) =>
    jobsOf(set).flatMap(({ workflow, job }) => {
      const said = broadWord(job);
      if (said === undefined) return [];
      return {
        workflow,
        job,
        message: `The job is granted ${said}. Expected the scopes that it uses, each with what it is for: { contents: read('…') }.`,
      };
    }),
);

function broadWord(job: Job): string | undefined {
  const said: unknown = job.permissions;
  if (said === undefined || typeof said === 'string')
    return said === undefined ? 'whatever the repository grants by default' : `"${said}"`;
  const scopes = new Set(grantsOf(job).map(({ scope }) => scope));
  return scopes.size === Object.keys(HIGHEST).length ? 'every scope there is' : undefined;
}

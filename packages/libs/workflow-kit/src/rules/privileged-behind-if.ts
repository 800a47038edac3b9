import { calleeOf } from '../graph/calls.ts';
import { beyond, grantsOf, requiredGrants, showGrants, unionOf } from '../graph/permissions.ts';
import type { WorkflowSet } from '../graph/set.ts';
import type { Job } from '../model/job.ts';
import type { Grant } from '../model/permissions.ts';
import { defineRule } from './rule.ts';

/** A permission that a caller may never use must be granted by all of them. */
export const privilegedBehindIf = defineRule(
  'privileged-behind-if',
  'No job of a called workflow has a right of its own behind a condition of the caller.',
  (set) =>
    set.workflows
      .filter(({ call }) => call !== undefined)
      .flatMap((workflow) => {
        const always = workflow.jobs.filter((job) => !dependsOnCaller(job));
        const granted = unionOf(always.flatMap((job) => rightsOf(job, set)));
        return workflow.jobs.filter(dependsOnCaller).flatMap((job) => {
          const only = beyond(rightsOf(job, set), granted).filter(({ level }) => level === 'write');
          if (only.length === 0) return [];
          return {
            workflow,
            job,
            message: `The job asks for ${showGrants(only)}, which no other job does, and runs only for some callers; GitHub makes every caller grant it. Move the job to a workflow of its own, which only those call who want it, or let the action decide.`,
          };
        });
      }),
);

/** Whether the caller decides beforehand; what the jobs before have found is no such decision. */
function dependsOnCaller({ guard }: Job): boolean {
  const asked = guard.kind === 'written' ? guard.if : guard.when;
  return asked?.uses.some((use) => use === 'inputs' || use === 'github' || use === 'vars') ?? false;
}

function rightsOf(job: Job, set: WorkflowSet): readonly Grant[] {
  const callee = job.kind === 'call' ? calleeOf(job, set) : undefined;
  return callee === undefined ? grantsOf(job) : unionOf([...grantsOf(job), ...requiredGrants(callee, set)]);
}

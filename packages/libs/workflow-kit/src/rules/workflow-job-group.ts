import { canShare, groupsOf, isAround } from '../graph/groups.ts';
import { defineRule } from './rule.ts';
import { nameOfGroup } from './words.ts';

/** A run that holds a group until its jobs have ended, and a job that waits for it. */
export const workflowJobGroup = defineRule(
  'workflow-job-group',
  'No job waits for the group that its own workflow holds.',
  (set) =>
    set.workflows.flatMap((workflow) => {
      const groups = groupsOf(workflow, set).filter(({ through }) => through.length === 0);
      return groups.flatMap((outer) =>
        groups
          .filter((inner) => outer.job === undefined && isAround(outer, inner) && canShare(outer, inner))
          .map(({ job, concurrency }) => ({
            workflow,
            job,
            message: `The job waits for the group ${nameOfGroup(concurrency)}, which the workflow can hold until the job has ended (${nameOfGroup(outer.concurrency)}): GitHub finds a deadlock and cancels. Keep the group of the job, and take the one of the workflow away.`,
          })),
      );
    }),
);

import { canShare, groupsOf } from '../graph/groups.ts';
import { writesState } from './releasing.ts';
import { defineRule } from './rule.ts';
import { nameOfGroup } from './words.ts';

/** Two calls of one workflow in the same run meet in its groups, as the legs of a matrix do. */
export const repeatedCallGroup = defineRule(
  'repeated-call-group',
  'A workflow that is called twice in a run has a group for each call.',
  (set) =>
    set.workflows.flatMap((root) => {
      const groups = groupsOf(root, set).filter(({ job }) => job === undefined || !writesState(job));
      return groups.flatMap((group, index) =>
        groups
          .slice(0, index)
          .filter(({ workflow, job }) => workflow === group.workflow && job === group.job)
          .filter((other) => canShare(group, other))
          .map(({ workflow, job, concurrency }) => ({
            workflow,
            job,
            message: `A run of ${root.file} calls ${workflow.file} more than once, each time in the group ${nameOfGroup(concurrency)}: one call waits for another or cancels it. Name in the group an input in which the calls differ, or take the group away.`,
          })),
      );
    }),
);

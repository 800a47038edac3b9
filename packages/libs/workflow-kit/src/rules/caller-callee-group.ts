import { canShare, groupsOf, isAround } from '../graph/groups.ts';
import { defineRule } from './rule.ts';
import { nameOfGroup, nameOfUse } from './words.ts';

/** A caller that holds a group while its callee waits for it never ends; GitHub cancels the run. */
export const callerCalleeGroup = defineRule(
  'caller-callee-group',
  'No called workflow waits for a group that a workflow or job around it holds.',
  (set) =>
    set.workflows.flatMap((root) => {
      const groups = groupsOf(root, set);
      return groups.flatMap((inner) =>
        groups
          .filter((outer) => outer.through.length < inner.through.length)
          .filter((outer) => isAround(outer, inner) && canShare(outer, inner))
          .map(({ workflow, job, concurrency }) => ({
            workflow,
            job,
            message: `${nameOfUse({ workflow, job })} holds the group ${nameOfGroup(concurrency)} while it runs ${nameOfUse(inner)}, which can wait for the same one (${nameOfGroup(inner.concurrency)}): GitHub finds a deadlock and cancels. Give one of them a first word of its own, or leave the group to the job that writes.`,
          })),
      );
    }),
);

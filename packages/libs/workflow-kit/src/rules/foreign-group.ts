import { reachableFrom } from '../graph/calls.ts';
import { canShare, type GroupUse, groupsOf } from '../graph/groups.ts';
import type { WorkflowSet } from '../graph/set.ts';
import { defineRule } from './rule.ts';
import { nameOfGroup, nameOfUse } from './words.ts';

/** A group is one for the whole repository: what two workflows call alike waits for, or cancels, the other. */
export const foreignGroup = defineRule(
  'foreign-group',
  'Two workflows share a group only where they write the same resource.',
  (set) =>
    set.workflows.flatMap((workflow, index) => {
      const others = set.workflows.slice(0, index).filter((other) => !areOneRun(workflow, other, set));
      const foreign = others.flatMap((other) => ownGroups(other, set));
      return ownGroups(workflow, set).flatMap((group) =>
        foreign
          .filter((other) => !(writes(group) && writes(other)) && canShare(group, other))
          .map((other) => ({
            workflow,
            job: group.job,
            message: `The group ${nameOfGroup(group.concurrency)} can be that of ${nameOfUse(other)} (${nameOfGroup(other.concurrency)}); GitHub looks at no case. The runs of one would hold up or cancel those of the other. Begin it with a word that only ${workflow.file} uses.`,
          })),
      );
    }),
);

function ownGroups(workflow: GroupUse['workflow'], set: WorkflowSet): readonly GroupUse[] {
  return groupsOf(workflow, set).filter(({ through }) => through.length === 0);
}

/** Within one run the rule caller-callee-group looks at what is held and what is waited for. */
function areOneRun(one: GroupUse['workflow'], other: GroupUse['workflow'], set: WorkflowSet): boolean {
  return reachableFrom(one, set).includes(other) || reachableFrom(other, set).includes(one);
}

function writes({ job }: GroupUse): boolean {
  return job?.kind === 'steps' && job.writes !== undefined;
}

import { nodeOf } from '../expression/expr.ts';
import { referencesIn } from '../expression/node.ts';
import { defineRule } from './rule.ts';
import { nameOfGroup } from './words.ts';

/** In a called workflow all of `github` is the caller's, its name too. */
export const calleeGroupName = defineRule(
  'callee-group-name',
  'The groups of a called workflow are not named after `github.workflow`.',
  ({ workflows }) =>
    workflows
      .filter(({ call }) => call !== undefined)
      .flatMap((workflow) =>
        [workflow, ...workflow.jobs].flatMap((node) => {
          const { concurrency } = node;
          if (concurrency === undefined || !readsName(nodeOf(concurrency.group))) return [];
          return {
            workflow,
            job: node.kind === 'workflow' ? undefined : node,
            message: `The group ${nameOfGroup(concurrency)} is named after github.workflow, which is the name of whoever calls ${workflow.file}: two callers do not wait for each other, and one with the same group waits for itself. Begin it with a word of this workflow, and go on with what is written.`,
          };
        }),
      ),
);

function readsName(group: Parameters<typeof referencesIn>[0]): boolean {
  return referencesIn(group).some(
    ({ context, path: [name] }) => context === 'github' && (name === 'workflow' || name === 'workflow_ref'),
  );
}

import { reachableFrom } from '../graph/calls.ts';
import { writesState } from './releasing.ts';
import { defineRule } from './rule.ts';

/** Triggers that run with the rights of the default branch on what a stranger proposes. */
const FOREIGN = ['pullrequesttarget', 'workflowrun', 'issuecomment'];
/** Triggers for what is not merged yet. */
const PROPOSED = ['pullrequest', 'mergegroup'];

/** crates.io and PyPI refuse identities of some of these as well. */
export const releaseTrigger = defineRule(
  'release-trigger',
  'What writes is started by what was merged, never by what somebody proposes.',
  (set) =>
    set.workflows.flatMap((workflow) => {
      const writer = reachableFrom(workflow, set)
        .flatMap(({ jobs }) => jobs)
        .find(writesState);
      return Object.entries(workflow.on)
        .filter(([, filters]) => filters !== undefined)
        .flatMap(([event]) => {
          const name = event.toLowerCase().replaceAll('_', '');
          if (FOREIGN.includes(name)) {
            return {
              workflow,
              message: `The trigger "${event}" runs with the rights and secrets of the default branch on what a stranger proposes. Use "pullRequest" without rights, or "push" after the merge.`,
            };
          }
          if (writer === undefined || !PROPOSED.includes(name)) return [];
          return {
            workflow,
            message: `The trigger "${event}" starts "${writer.id}", which writes, on what is not merged. Keep the checks in a workflow of their own and start this one by "push".`,
          };
        });
    }),
);

import { jobsOfKind } from '../graph/set.ts';
import type { StepsJob } from '../model/job.ts';
import { writesState } from './releasing.ts';
import { defineRule } from './rule.ts';
import { nameOfGroup, textOf } from './words.ts';

/** Only a group that is named after what is written keeps two writers apart. */
export const resourceGroup = defineRule(
  'resource-group',
  'A job that writes names the resource, and waits in the group of that resource.',
  (set) =>
    jobsOfKind(set, 'steps').flatMap(({ workflow, job }) => {
      const message = messageFor(job);
      return message === undefined ? [] : { workflow, job, message };
    }),
);

function messageFor(job: StepsJob): string | undefined {
  const { concurrency, writes } = job;
  if (writes === undefined) {
    return writesState(job)
      ? 'The job may change what others see, but does not say what. Make it a writer, and name the resource under "writes"; else take the permission away.'
      : undefined;
  }
  const expected = textOf(writes.group);
  if (concurrency === undefined) {
    return `The job writes a ${writes.kind} in no group, so two runs write at once. Expected the group "${expected}".`;
  }
  if (textOf(concurrency.group).toLowerCase() === expected.toLowerCase()) return undefined;
  return `The job writes a ${writes.kind} in the group ${nameOfGroup(concurrency)}, which is not named after it: another run that writes the same is not waited for. Expected the group "${expected}".`;
}

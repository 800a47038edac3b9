import { groupsAroundWriters } from './around-writers.ts';
import { defineRule } from './rule.ts';
import { nameOfGroup } from './words.ts';

/** A write that is cancelled half-way leaves a tag without a release, or three of five files. */
export const cancelledWriter = defineRule(
  'cancelled-writer',
  'Nothing that writes is cancelled by a newer run.',
  (set) =>
    groupsAroundWriters(set)
      .filter(({ concurrency }) => concurrency.cancelInProgress !== false)
      .map(({ workflow, job, concurrency, writer }) => ({
        workflow,
        job,
        message: `A newer run in the group ${nameOfGroup(concurrency)} can cancel "${writer.id}" in the middle of what it writes. Take "cancelInProgress" away and give the group "queue: 'max'".`,
      })),
);

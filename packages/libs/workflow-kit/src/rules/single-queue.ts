import { groupsAroundWriters } from './around-writers.ts';
import { defineRule } from './rule.ts';
import { nameOfGroup } from './words.ts';

/** Without `queue: max` a group keeps one that waits, and cancels the one that waited before. */
export const singleQueue = defineRule(
  'single-queue',
  'What writes waits in a queue that drops nobody.',
  (set) =>
    groupsAroundWriters(set)
      .filter(({ concurrency }) => concurrency.queue !== 'max' && concurrency.cancelInProgress === false)
      .map(({ workflow, job, concurrency, writer }) => ({
        workflow,
        job,
        message: `The group ${nameOfGroup(concurrency)}, in which "${writer.id}" writes, keeps one run that waits: a third one cancels the second, and what it should have published is lost without a word. Give it "queue: 'max'".`,
      })),
);

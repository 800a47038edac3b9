import { stepsOf } from '../graph/set.ts';
import type { Step } from '../model/step.ts';
import { matchesAction } from './commands.ts';
import { defineRule } from './rule.ts';
import { textOf } from './words.ts';

/** Files of one name overwrite each other without a word, and records of others come along. */
export const mergedArtifacts = defineRule(
  'merged-artifacts',
  'Artifacts go into one folder only where a pattern says which of them.',
  (set) =>
    stepsOf(set)
      .filter(({ step }) => mergesAll(step))
      .map((place) => ({
        ...place,
        message:
          "The step puts every artifact of the run into one folder: those of all legs, where the last of two files of one name stays, and those that other actions have left. Say which under 'pattern', or leave 'merge-multiple' out and get a folder for each.",
      })),
);

function mergesAll(step: Step): boolean {
  if (step.kind !== 'third-party' || !matchesAction(step.action, ['actions/download-artifact'])) return false;
  const given = (name: string) => textOf(step.with[name] ?? '');
  const chooses = !/^\**$/.test(given('pattern')) || given('name') !== '' || given('artifact-ids') !== '';
  return !chooses && !['', 'false'].includes(given('merge-multiple'));
}

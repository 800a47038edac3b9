import { jobsOfKind } from '../graph/set.ts';
import type { Step } from '../model/step.ts';
import { uploadsIn } from './artifacts.ts';
import { sharedBy } from './leg-values.ts';
import { defineRule, type Offence } from './rule.ts';
import { textOf } from './words.ts';

/** Artifacts of one run have different names: the second leg that uploads is refused with 409. */
export const matrixArtifactName = defineRule(
  'matrix-artifact-name',
  'Each leg of a matrix uploads its artifact under a name of its own.',
  (set) =>
    jobsOfKind(set, 'steps').flatMap(({ workflow, job }) => {
      const { matrix } = job;
      if (matrix === undefined) return [];
      return uploadsIn(job).flatMap(({ step }): readonly Offence[] => {
        const name = step.with.name ?? 'artifact';
        const by = isOfOneLeg(step) ? 'none' : sharedBy(name, matrix);
        if (by === 'none') return [];
        const start =
          by === 'all'
            ? `Every leg of "${job.id}" uploads its artifact as ${textOf(name)}`
            : `Legs of "${job.id}" upload their artifacts under one name, ${textOf(name)}`;
        const message = `${start}: GitHub refuses all but the first (409), and with "overwrite" the last one is left. Put a value of the leg into the name${by === 'all' ? '' : ` in which the legs differ, such as matrix.${matrix.key}`}.`;
        return [{ workflow, job, step, message }];
      });
    }),
);

/** Whether a condition on the leg chooses who uploads. */
function isOfOneLeg(step: Step): boolean {
  return step.if?.uses.some((use) => use === 'matrix' || use === 'strategy') === true;
}

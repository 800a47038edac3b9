import { jobsById } from '../graph/needs.ts';
import { jobsOfKind, type WorkflowSet } from '../graph/set.ts';
import { ancestors } from '../model/condition.ts';
import type { StepsJob } from '../model/job.ts';
import type { Workflow } from '../model/workflow.ts';
import { type ArtifactStep, downloadsIn, mayTake, uploadsOf } from './artifacts.ts';
import { defineRule, type Offence } from './rule.ts';

/** A download that waits for nobody finds the artifact, or does not, or finds that of the attempt before. */
export const artifactWithoutNeed = defineRule(
  'artifact-without-need',
  'A job that downloads an artifact needs the job that uploads it.',
  (set) =>
    jobsOfKind(set, 'steps').flatMap(({ workflow, job }) =>
      downloadsIn(job).flatMap((download) => offences(download, job, workflow, set)),
    ),
);

function offences(
  download: ArtifactStep,
  job: StepsJob,
  workflow: Workflow,
  set: WorkflowSet,
): readonly Offence[] {
  const waitedFor = new Set([job.id, ...ancestors(job, jobsById(workflow)).map(({ id }) => id)]);
  return workflow.jobs
    .filter(({ id }) => !waitedFor.has(id))
    .filter((other) => uploadsOf(other, set).some((upload) => mayTake(download, upload)))
    .map((other) => ({
      workflow,
      job,
      step: download.step,
      message: `The step downloads what "${other.id}" uploads, but the job does not wait for "${other.id}". Add it to "needs".`,
    }));
}

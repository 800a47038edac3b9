import { calleeOf, reachedFrom } from '../graph/calls.ts';
import { provenBefore } from '../graph/needs.ts';
import { mayWrite } from '../graph/permissions.ts';
import type { WorkflowSet } from '../graph/set.ts';
import type { Job } from '../model/job.ts';
import type { Workflow } from '../model/workflow.ts';
import { fills, makesPublic, publishes } from './releasing.ts';
import { defineRule, type Offence } from './rule.ts';

/** A public release that promises packages which are not there; an immutable one can never be mended. */
export const undraftBeforePublish = defineRule(
  'undraft-before-publish',
  'A release is made public last, after every job that publishes has succeeded.',
  (set) =>
    set.workflows.flatMap((workflow) => {
      const filling = workflow.jobs.filter((job) => anyJob(job, set, fills) || isUnknownWriter(job, set));
      return workflow.jobs
        .filter((job) => anyJob(job, set, ({ steps }) => steps.some(makesPublic)))
        .flatMap((job) => [...tooEarly(job, filling, workflow), ...withinJob(job, workflow)]);
    }),
);

function tooEarly(job: Job, filling: readonly Job[], workflow: Workflow): readonly Offence[] {
  const proven = provenBefore(job, workflow);
  return filling
    .filter((one) => one !== job && !proven.has(one.id))
    .map((one) => ({
      workflow,
      job,
      message: `The job makes the release public without "${one.id}" having succeeded, which publishes or fills the release. Add it to "needs", with no other result accepted.`,
    }));
}

function withinJob(job: Job, workflow: Workflow): readonly Offence[] {
  const steps = job.kind === 'steps' ? job.steps : [];
  const first = steps.findIndex(makesPublic);
  return steps
    .filter((step, index) => index > first && first >= 0 && publishes(step))
    .map((step) => ({
      workflow,
      job,
      step,
      message: 'The step publishes after the release was made public in the same job. Publish first.',
    }));
}

/** Whether `test` holds for `job`, or for one of the workflow that it calls. */
function anyJob(job: Job, set: WorkflowSet, test: (job: Job & { kind: 'steps' }) => boolean): boolean {
  if (job.kind === 'steps') return test(job);
  const callee = calleeOf(job, set);
  if (callee === undefined) return false;
  return reachedFrom(callee, set).some(({ workflow }) =>
    workflow.jobs.some((one) => one.kind === 'steps' && test(one)),
  );
}

/** A workflow of another repository that may write here, such as a generator that uploads its provenance. */
function isUnknownWriter(job: Job, set: WorkflowSet): boolean {
  return job.kind === 'call' && calleeOf(job, set) === undefined && mayWrite(job, 'contents', 'packages');
}

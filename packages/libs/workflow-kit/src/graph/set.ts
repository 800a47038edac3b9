import type { Job } from '../model/job.ts';
import type { Step } from '../model/step.ts';
import type { Workflow } from '../model/workflow.ts';
import type { Pins } from '../pins/pin.ts';

/** The workflows of one repository, which are judged together. */
export interface WorkflowSet {
  /** Sorted by file, so that what is found does not depend on who was named first. */
  readonly workflows: readonly Workflow[];
  readonly pins: Pins;
}

/** A set of `workflows` and of those that they call by their source and that were not named. */
export function workflowSet(workflows: readonly Workflow[], pins: Pins): WorkflowSet {
  const byFile = new Map(workflows.map((workflow) => [workflow.file, workflow]));
  const addCallees = ({ jobs }: Workflow): void => {
    for (const job of jobs) {
      if (job.kind !== 'call' || job.calls.kind !== 'source') continue;
      const { workflow } = job.calls;
      if (byFile.has(workflow.file)) continue;
      byFile.set(workflow.file, workflow);
      addCallees(workflow);
    }
  };
  for (const workflow of workflows) addCallees(workflow);
  const sorted = [...byFile.values()].sort((one, other) => (one.file < other.file ? -1 : 1));
  return { workflows: sorted, pins };
}

/** A job, with the workflow in which it stands. */
export interface JobPlace<J extends Job = Job> {
  readonly workflow: Workflow;
  readonly job: J;
}

/** Every job of the set. */
export function jobsOf({ workflows }: WorkflowSet): readonly JobPlace[] {
  return workflows.flatMap((workflow) => workflow.jobs.map((job) => ({ workflow, job })));
}

/** Every job of the set that is of one kind. */
export function jobsOfKind<K extends Job['kind']>(
  set: WorkflowSet,
  kind: K,
): readonly JobPlace<Extract<Job, { kind: K }>>[] {
  return jobsOf(set).flatMap(({ workflow, job }) =>
    job.kind === kind ? [{ workflow, job: job as Extract<Job, { kind: K }> }] : [],
  );
}

/** A step, with the job and the workflow in which it stands. */
export interface StepPlace extends JobPlace<Extract<Job, { kind: 'steps' }>> {
  readonly step: Step;
}

/** Every step of the set. */
export function stepsOf(set: WorkflowSet): readonly StepPlace[] {
  return jobsOfKind(set, 'steps').flatMap((place) => place.job.steps.map((step) => ({ ...place, step })));
}

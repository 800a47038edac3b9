import type { CallJob, Job, Pins, Step, StepsJob, Workflow } from '../../src/index.ts';
import { good, pins } from './good.ts';

/** What the rules look at. */
export interface Sources {
  readonly workflows: readonly Workflow[];
  readonly pins: Pins;
}

/** A change that breaks something, past the types and past what the model checks. */
export interface Mutation {
  /** The file, and the job in it, that is changed. */
  readonly touches: string;
  readonly apply: (sources: Sources) => Sources;
}

/** A good set made bad in one way. */
export interface Fixture {
  readonly about: string;
  readonly mutation: Mutation;
  /** The node at which it is found, as `file`, `file/job` or `file/job/step number from 0`. */
  readonly at: string;
  readonly message: RegExp;
}

/** The good workflows and their pins. */
export const goodSources: Sources = { workflows: good, pins };

/** Fields that a node does not have, or not with such values. */
type Fields = Readonly<Record<string, unknown>>;

/** Gives the workflow `file` other fields. */
export function inWorkflow(file: string, change: (workflow: Workflow) => Fields): Mutation {
  return {
    touches: file,
    apply: ({ workflows, pins }) => ({
      workflows: workflows.map((one) => (one.file === file ? ({ ...one, ...change(one) } as Workflow) : one)),
      pins,
    }),
  };
}

/** Gives the job `id` of `file` other fields. */
export function inJob(file: string, id: string, change: (job: StepsJob) => Fields): Mutation {
  return inAnyJob(file, id, (job) => change(job as StepsJob));
}

/** {@link inJob}, for a job that calls. */
export function inCall(file: string, id: string, change: (job: CallJob) => Fields): Mutation {
  return inAnyJob(file, id, (job) => change(job as CallJob));
}

/** Gives the step `index` of a job other fields. */
export function inStep(file: string, id: string, index: number, change: (step: Step) => Fields): Mutation {
  return inJob(file, id, ({ steps }) => ({
    steps: steps.map((step, at) => (at === index ? { ...step, ...change(step) } : step)),
  }));
}

/** Adds `workflows` to the set. */
export function adding(...workflows: readonly Workflow[]): Mutation {
  return {
    touches: workflows.map(({ file }) => file).join(),
    apply: (sources) => ({ ...sources, workflows: [...sources.workflows, ...workflows] }),
  };
}

/** Another catalogue of pins. */
export function withPins(change: (pins: Pins) => Pins): Mutation {
  return { touches: 'pins', apply: ({ workflows, pins }) => ({ workflows, pins: change(pins) }) };
}

function inAnyJob(file: string, id: string, change: (job: Job) => Fields): Mutation {
  const { apply } = inWorkflow(file, ({ jobs }) => ({
    jobs: jobs.map((job) => (job.id === id ? { ...job, ...change(job) } : job)),
  }));
  return { touches: `${file}/${id}`, apply };
}

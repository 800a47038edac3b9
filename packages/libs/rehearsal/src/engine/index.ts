export type { ActEvent, EventOrigin, EventStep } from './act-event.ts';
export { killOrphans } from './leftovers.ts';
export {
  type ExpectedConclusion,
  type ExpectedJobResult,
  type JobFacts,
  type JobOutcome,
  type JobRecord,
  type JobResult,
  jobResult,
  type RunEnding,
  type StepAnnotation,
  type StepRecord,
  type StepResult,
  stepOutput,
  type WorkflowResult,
} from './record.ts';
export { runWorkflow } from './run-workflow.ts';
export { STAND_INS } from './stand-ins/index.ts';
export type { StandIn } from './stand-ins/stand-in.ts';
export type { ActionLibrary, RunEvent, WorkflowRun, WorkflowToRun } from './workflow-run.ts';

export { type ActionFacts, type FactsReading, readActionFacts } from './actions/action-facts.ts';
export { artifactWarning } from './actions/artifacts.ts';
export { type Uses, usesMistakes } from './actions/check-uses.ts';
export { keptWarnings } from './actions/kept-warnings.ts';
export { readLocalActions } from './actions/local-actions.ts';
export { inputsLike, outputsLike } from './actions/mirror.ts';
export { type OwnAction, type OwnActions, readOwnActions } from './actions/own-actions.ts';
export { type CalleeFile, readCallee } from './callee/read-callee.ts';
export * from './drift/index.ts';
export * from './explain/index.ts';
export { access, env, github, job, leg, runner, variable, wholeLeg } from './expression/contexts.ts';
export { Expr, type ExprAt, type ExprType, type Operand } from './expression/expr.ts';
export {
  always,
  cancelled,
  choose,
  contains,
  endsWith,
  failure,
  format,
  fromJSON,
  hashFiles,
  join,
  startsWith,
  success,
  toJSON,
} from './expression/functions.ts';
export {
  children,
  type ExprNode,
  type Literal,
  type Operator,
  type Reference as ContextReference,
  referencesIn,
} from './expression/node.ts';
export { and, eq, every, ge, get, gt, le, lt, ne, not, or } from './expression/operators.ts';
export { type ContextName, POSITIONS, type Position, type Use, type UseAt } from './expression/position.ts';
export { renderExpression, renderValue } from './expression/render.ts';
export { expr } from './expression/text.ts';
export { type BuildJobs, type WorkflowSpec, workflow } from './model/build.ts';
export type { Jobs } from './model/builder.ts';
export { workflowMistakes } from './model/check/index.ts';
export { ancestors } from './model/condition.ts';
export type { Given, GivenSecrets } from './model/given.ts';
export { type InlineSpec, inline } from './model/inline.ts';
export {
  type CallType,
  type Input,
  type InputSpec,
  type Inputs,
  input,
  type Secret,
  type Secrets,
  secret,
} from './model/input.ts';
export type {
  Callee,
  CallJob,
  Concurrency,
  Environment,
  Guard,
  Job,
  Need,
  Result,
  StepsJob,
} from './model/job.ts';
export type { Leg, Matrix, OutcomePolicy } from './model/matrix.ts';
export { ownWorkflow } from './model/name-own-workflow.ts';
export { type Accepting, accept, type JobHandle, type MatrixHandle, type NeedSpec } from './model/need.ts';
export type { FlagInput, OwnActionType, TextInput, WordInput } from './model/own-action.ts';
export type { OwnWorkflow } from './model/own-workflow.ts';
export { type Grant, type Permissions, read, type Scope, write } from './model/permissions.ts';
export { type PinnedAction, pinnedAction } from './model/pinned-action.ts';
export type { Place } from './model/place.ts';
export { type Resource, type ResourceKind, resource } from './model/resource.ts';
export { type Script, script } from './model/script.ts';
export type {
  CallJobSpec,
  ConcurrencySpec,
  EnvironmentSpec,
  IfSpec,
  JobSpec,
  MatrixSpec,
  WhenSpec,
  WriterSpec,
} from './model/spec.ts';
export type {
  LocalStep,
  OwnStep,
  RunSpec,
  RunStep,
  Shell,
  Step,
  StepSpec,
  ThirdPartyStep,
  UseSpec,
} from './model/step.ts';
export { checkout, local, own, type Readable, run, uses } from './model/steps.ts';
export { type Suppression, suppress } from './model/suppression.ts';
export type { ScheduledTime, Triggers } from './model/trigger.ts';
export type { TextAt, Value, Values, ValuesAt } from './model/value.ts';
export { changeValues, valuesOf } from './model/values.ts';
export { type Call, type CallOutput, isWorkflow, type Workflow } from './model/workflow.ts';
export type { OwnActionName, OwnActionTypes } from './own-actions/index.ts';
export type { OwnWorkflows } from './own-workflows/index.ts';
export { parsePins, readPins } from './pins/catalogue.ts';
export { withPin } from './pins/catalogue-edit.ts';
export { type KeptAction, type KeptPin, type KeptPins, keptText, parseKept } from './pins/kept.ts';
export type { Pin, Pins } from './pins/pin.ts';
export { pinFor } from './pins/pin-for.ts';
export { pinsModule } from './pins/pins-module.ts';
export { FULL_COMMIT, FULL_VERSION, newestFirst, type StableVersion, stableVersion } from './pins/version.ts';
export { type Generated, type Header, readHeader, withHeader } from './render/header.ts';
export {
  calleeReference,
  type PublishedAt,
  type Reference,
  stepReference,
  type Target,
} from './render/target.ts';
export { type RenderOptions, renderWorkflow } from './render/workflow.ts';
export {
  type Finding,
  type Judgement,
  judge,
  judgeSet,
  RULES,
  type Rule,
  SUPPRESSION,
  type Suppressed,
} from './rules/index.ts';
export { type Mistake, mistaken, refuse, WorkflowError } from './source/mistake.ts';
export { type SourcePosition, showPosition } from './source/position.ts';
export { suggestion } from './source/suggestion.ts';

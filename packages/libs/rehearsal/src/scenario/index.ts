export { type CiGreenOptions, ciGreenProduction } from './ci-green/production.ts';
export { CI_GREEN_SCENARIOS } from './ci-green/scenarios.ts';
export type { CommitFacts, KnownBefore } from './facts.ts';
export { IMAGE_PATH, type ImageRegistry, imageRegistry } from './images/image-registry.ts';
export { type ImagesOptions, imagesProduction, indexesProduction } from './images/production.ts';
export type { HeldTag, RegistryFacts } from './images/registry-facts.ts';
export { IMAGE_SCENARIOS, INDEX_SCENARIOS } from './images/scenarios.ts';
export { type MergeManifestsOptions, mergeManifestsProduction } from './merge-manifests/production.ts';
export { MERGE_SCENARIOS } from './merge-manifests/scenarios.ts';
export { playScenario } from './play.ts';
export type { Audience } from './play-run.ts';
export type { Production } from './production.ts';
export { readScenario } from './read-scenario.ts';
export type { LeftArtifact, OddRequest, PlayedRun, Replacement, ScenarioRecord, Verdict } from './record.ts';
export type {
  BranchTrouble,
  Expectation,
  Inputs,
  KillPoint,
  LegTrouble,
  LegValues,
  RunPlan,
  Scenario,
} from './scenario.ts';
export type { StageWorld } from './stage-world.ts';
export {
  checkOwnInputs,
  type InputProblem,
  type OwnInput,
  type OwnInputs,
} from './versions/own-inputs.ts';
export { BUILD_COMMAND, type VersionsOptions, versionsProduction } from './versions/production.ts';
export { VERSION_SCENARIOS } from './versions/scenarios.ts';

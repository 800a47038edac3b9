export { playScenario } from './play.ts';
export type { Audience } from './play-run.ts';
export type { Production } from './production.ts';
export { readScenario } from './read-scenario.ts';
export type { LeftArtifact, OddRequest, PlayedRun, ScenarioRecord, Verdict } from './record.ts';
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
export { BUILD_COMMAND, type VersionsOptions, versionsProduction } from './versions/production.ts';
export { VERSION_SCENARIOS } from './versions/scenarios.ts';

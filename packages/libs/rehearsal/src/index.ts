export { type ArtifactService, type ArtifactServiceOptions, artifactService } from './artifacts/service.ts';
export type { StoredArtifact } from './artifacts/store.ts';
export { type RuntimeClaims, runtimeToken } from './artifacts/token.ts';
export { type BuiltActionCall, type BuiltActionResult, runBuiltAction } from './built-action.ts';
export * from './crates/index.ts';
export * from './engine/index.ts';
export type { Fault, FaultMatch } from './fault.ts';
export { parseFileCommands } from './file-commands.ts';
export { type Arch, elfFile } from './fixtures/elf.ts';
export {
  type BuiltFile,
  type InterpreterArchiveOptions,
  interpreterArchive,
} from './fixtures/interpreter.ts';
export type { Member } from './fixtures/member.ts';
export { ARCHIVE_FORMATS, type ArchiveFormat, pack } from './fixtures/packing.ts';
export { pollution } from './fixtures/pollution.ts';
export {
  assetList,
  type Release,
  type ReleaseAsset,
  type ReleaseOptions,
  release,
} from './fixtures/release.ts';
export {
  type CommitsOptions,
  commitRoutes,
  type GraphqlFailure,
  type HistoryOptions,
  historyRoutes,
  type KnownRun,
  type RefsOptions,
  type RepositoriesOptions,
  type RunBoard,
  refRoutes,
  repositoryRoutes,
  ruleViolation,
  runBoard,
} from './github/index.ts';
export type { JournalEntry } from './journal.ts';
export * from './machine/index.ts';
export * from './oidc/index.ts';
export * from './registry/index.ts';
export * from './releases/index.ts';
export * from './report/index.ts';
export { json, type PathNames, type Route, route, type StageRequest, type StageResponse } from './route.ts';
export * from './runners/index.ts';
export { runtimeEnvironment, type StagedRun } from './runtime-environment.ts';
export * from './scenario/index.ts';
export { type Race, type RaceReport, raceWriter } from './scene/race-writer.ts';
export { createScene, type Scene, type SceneCommit, type SceneOptions } from './scene/scene.ts';
export { type Stage, type StageOptions, startStage } from './stage.ts';
export type { Annotation } from './step-log.ts';
export { makeTemporaryFolder, sweepFolders } from './temporary-folder.ts';

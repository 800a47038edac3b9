export { type AssetKind, assetKind, type Companion } from '@gatehouse/parts';
export {
  checkFile,
  type ExpectedFile,
  type FileVerdict,
  type Reason,
} from './check-file.ts';
export { type Coverage, type CoverageState, type CoverageTarget, coverage } from './coverage.ts';
export type { FileEntry, Manifest, ReportedFile, VersionEntry } from './entry.ts';
export type { Finding, FindingCode } from './finding.ts';
export { type FileKey, keyOf, parseKey } from './keys.ts';
export { folderOf, isPlacedBy, type Layout, parseLayout, pathOf } from './layout.ts';
export { type LintOptions, type LintResult, lint } from './lint.ts';
export { type LintedManifest, lintManifests, type ManifestsLint } from './lint-manifests.ts';
export {
  type Conflict,
  type FileChange,
  type MergeOptions,
  type MergeOutcome,
  mergeIntoManifest,
  type OnPublished,
} from './merge.ts';
export { compileNames, type KnownFields, type NameReading, type Names } from './names.ts';
export type { EntryRules } from './part-entries.ts';
export {
  type FilesPlan,
  type FinalNewline,
  type PathConflict,
  type PlanFilesOptions,
  type PlannedFile,
  pathsFor,
  planFiles,
} from './plan-files.ts';
export { type Refreshed, refreshFromUpstream } from './refresh.ts';
export { formOf, joinBytes, renderBytes, type TextForm } from './render.ts';
export { type RepairOptions, type RepairResult, repair } from './repair.ts';
export { type VersionFiles, versionFiles } from './version-files.ts';
export {
  compareVersions,
  isVersion,
  readVersion,
  sortDescending,
  type Version,
  type VersionReading,
} from './versions.ts';
export {
  ARCHES,
  BASE_ARCHES,
  type BaseArch,
  baseArch,
  isArch,
  isPlatform,
  isPlatformVersion,
  PLATFORMS,
} from './vocabulary.ts';

export { buildPart, type PartContent, renderPart, type WrittenPart, writePart } from './build-part.ts';
export { type CollectedParts, collectParts } from './collect.ts';
export {
  type Combination,
  type CombinedEntry,
  type CombinedImage,
  combineParts,
  type Replacement,
} from './combine.ts';
export { type Conflict, conflictError } from './conflict.ts';
export { type Coverage, type CoveragePolicy, judgeCoverage, parsePolicy } from './coverage.ts';
export type { EntryRules } from './entries.ts';
export { parseExpectedKeys } from './key.ts';
export { DEFAULT_LIMITS, type JsonLimits, type PartLimits } from './limits.ts';
export type {
  ExcludedFile,
  FoundPart,
  ImagePart,
  Leg,
  Part,
  PartFrame,
  PartImage,
  PartRun,
  VersionFilesPart,
} from './part.ts';
export { partName } from './part-name.ts';
export { type ExpectedRun, requireRun } from './provenance.ts';
export { readPart } from './read-part.ts';
export { parseStrictJson } from './strict-json.ts';
export {
  type DownloadedPart,
  type DownloadOptions,
  downloadParts,
  type UploadedPart,
  type UploadOptions,
  uploadPart,
} from './transport.ts';

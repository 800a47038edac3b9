export { type Combination, combineParts, type Replacement } from './combine/combine.ts';
export { type Conflict, conflictError } from './combine/conflict.ts';
export { type Coverage, type CoveragePolicy, judgeCoverage, parsePolicy } from './combine/coverage.ts';
export { type AssetKind, assetKind, type Companion } from './folder/asset-kind.ts';
export { type CollectedParts, collectParts, type WantedParts } from './folder/collect.ts';
export { type GatherDeps, type GatherOptions, gatherParts } from './gather.ts';
export { digestOf } from './json/canonical.ts';
export { isForbiddenName } from './json/forbidden-name.ts';
export { parseStrictJson } from './json/strict-json.ts';
export { buildPart, type PartContent, renderPart, type WrittenPart, writePart } from './part/build-part.ts';
export type { ExcludedFile, Leg, PartHead, PartRun } from './part/head.ts';
export { isKey, isTarget, parseExpectedKeys, TARGET_FORM } from './part/key.ts';
export type { ContentVerdict, FoundItem, KeyedItem, PartKind } from './part/kind.ts';
export { DEFAULT_LIMITS, type JsonLimits, type PartLimits } from './part/limits.ts';
export type { FoundPart, OtherPart, Part, PartFrame } from './part/part.ts';
export { nameOfPart, type PartAddress, partName } from './part/part-name.ts';
export { type ExpectedRun, type ReadPart, requireRun } from './part/provenance.ts';
export { readPart } from './part/read-part.ts';
export { shapeMistakes } from './part/shape-mistakes.ts';
export {
  type DownloadedPart,
  type DownloadOptions,
  downloadParts,
  type UploadedPart,
  type UploadOptions,
  uploadPart,
} from './transport.ts';

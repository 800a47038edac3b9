export { type Commit, HISTORY_DEPTH } from './branch.ts';
export type {
  ApiTarget,
  FolderTarget,
  GitTarget,
  Identity,
  Produced,
  Target,
  WriteRequest,
  WriteResult,
  WriterDeps,
} from './request.ts';
export type { RunIdentity } from './run-identity.ts';
export type { Snapshot } from './snapshot.ts';
export { type Superseding, supersededBy } from './superseded.ts';
export { parseTrailers, type RunTrailers } from './trailers.ts';
export { writeToBranch } from './write.ts';

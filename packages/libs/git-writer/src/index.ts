export type { Commit } from './branch.ts';
export type {
  ApiTarget,
  FolderTarget,
  GitTarget,
  Identity,
  Produced,
  Target,
  WriteRequest,
  WriterDeps,
} from './request.ts';
export type { RunIdentity } from './run-identity.ts';
export type { Snapshot } from './snapshot.ts';
export { type Superseding, supersededBy } from './superseded.ts';
export { writeToBranch } from './write.ts';
export type { WriteResult } from './write-result.ts';

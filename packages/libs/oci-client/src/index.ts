export {
  ANONYMOUS,
  type Credential,
  dockerKeychain,
  type Keychain,
  type KeychainDeps,
} from './auth/index.ts';
export type { BlobSource, OpenContent } from './blob/index.ts';
export {
  createRegistryClient,
  type RegistryClient,
  type RegistryClientDeps,
  type RegistryClientOptions,
} from './client.ts';
export type { Copied } from './copy.ts';
export type { CopiedReferrers } from './copy-referrers.ts';
export * from './error/index.ts';
export { blobName, type Layout, openLayout, resolveInLayout } from './layout/layout.ts';
export {
  createLayout,
  type FetchTerms,
  fetchToLayout,
  nameRoot,
  writeLayoutBlob,
} from './layout/write.ts';
export * from './manifest/index.ts';
export * from './platform/index.ts';
export * from './published/index.ts';
export * from './reference/index.ts';
export { fallbackTag, type Referrers } from './referrers/index.ts';
export { type ContentSource, layoutSource } from './source.ts';
export type { TagList } from './tags.ts';

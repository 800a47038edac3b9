export { type ReleaseService, type ReleasesOptions, releaseService } from './service.ts';
export type { HeldAsset, HeldRelease, NewRelease } from './store.ts';

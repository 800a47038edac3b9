export type { CrateSource, PublishedCrate, Publisher } from './published.ts';
export type { CrateRate } from './rate-limit.ts';
export { type CratesOptions, type CratesService, cratesService, type SeededCrate } from './service.ts';
export type { CrateLimits } from './tarball.ts';
export type { TrustedPublisher } from './trusted-publishing.ts';

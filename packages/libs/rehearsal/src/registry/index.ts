export type { RegistryAccess } from './access.ts';
export type { RegistryBehavior } from './behavior.ts';
export type { Digest } from './digest.ts';
export type { StoredManifest } from './repository.ts';
export { type RegistryOptions, type RegistryService, registryService } from './service.ts';

import { json, type Route, type StageResponse } from '../route.ts';
import { gatekeeper, openAccess, type RegistryAccess } from './access.ts';
import type { RegistryDeps } from './address.ts';
import { type RegistryBehavior, SPEC_BEHAVIOR } from './behavior.ts';
import { blobRoutes } from './blobs.ts';
import { asDigest, type Digest, digestOf } from './digest.ts';
import { listRoutes } from './lists.ts';
import { readManifest } from './manifest.ts';
import { forget, manifestRoutes } from './manifests.ts';
import { findManifest, type StoredManifest } from './repository.ts';
import { RegistryStore } from './store.ts';
import { uploadRoutes } from './uploads.ts';

export interface RegistryOptions {
  /** Where it differs from a registry that does all that the spec offers. */
  readonly behavior?: Partial<RegistryBehavior>;
  /** Everybody may do everything when absent. */
  readonly access?: RegistryAccess;
}

/** A registry of the OCI distribution spec, in memory. */
export interface RegistryService {
  readonly routes: readonly Route[];
  /** The tags of a repository with their digests, in the order of their names. */
  tags(repository: string): Readonly<Record<string, Digest>>;
  /** What a tag or a digest names, `undefined` when nothing does. */
  manifest(repository: string, reference: string): StoredManifest | undefined;
  /** Puts a manifest there as if it had been pushed; what it refers to need not be there. */
  seedManifest(repository: string, bytes: Uint8Array, tags?: readonly string[]): Digest;
  /** Puts a blob there as if it had been pushed. */
  seedBlob(repository: string, bytes: Uint8Array): Digest;
  /** Takes what a tag or a digest names away, with its tags: what a retention rule does. */
  expire(repository: string, reference: string): void;
  /** Answers the next `reads` reads of a tag or digest as if it were not there yet. */
  hide(repository: string, reference: string, reads: number): void;
}

/** Routes for a registry; see {@link RegistryService}. */
export function registryService({ behavior = {}, access }: RegistryOptions = {}): RegistryService {
  const store = new RegistryStore();
  const keeper = access === undefined ? openAccess : gatekeeper(access);
  const deps: RegistryDeps = { store, behavior: { ...SPEC_BEHAVIOR, ...behavior }, gatekeeper: keeper };
  return {
    routes: [
      { method: 'GET', path: /^\/v2\/$/, handle: (request) => keeper.refuse(request, '') ?? version() },
      ...keeper.routes,
      ...uploadRoutes(deps),
      ...blobRoutes(deps),
      ...manifestRoutes(deps),
      ...listRoutes(deps),
    ],
    tags: (repository) => Object.fromEntries([...(store.find(repository)?.tags ?? [])].sort()),
    manifest: (repository, reference) => {
      const held = store.find(repository);
      return held === undefined ? undefined : findManifest(held, reference);
    },
    seedManifest: (repository, bytes, tags = []) => seedManifest(store, repository, Buffer.from(bytes), tags),
    seedBlob: (repository, bytes) => {
      const digest = digestOf(bytes);
      store.open(repository).blobs.set(digest, Buffer.from(bytes));
      return digest;
    },
    expire: (repository, reference) => {
      const held = store.open(repository);
      const digest = asDigest(reference) ?? held.tags.get(reference);
      if (digest === undefined) throw new Error(`Found no ${reference} in ${repository} that could expire.`);
      forget(held, digest);
    },
    hide: (repository, reference, reads) => store.hide(repository, reference, reads),
  };
}

const version = (): StageResponse => json(200, {}, { 'docker-distribution-api-version': 'registry/2.0' });

function seedManifest(
  store: RegistryStore,
  repository: string,
  bytes: Buffer,
  tags: readonly string[],
): Digest {
  const reading = readManifest(bytes, undefined);
  if (reading.kind === 'invalid')
    throw new Error(`Found a manifest that no registry takes. ${reading.problem}`);
  const digest = digestOf(bytes);
  const held = store.open(repository);
  held.manifests.set(digest, { ...reading.manifest, digest, bytes });
  for (const tag of tags) held.tags.set(tag, digest);
  return digest;
}

import type { Log } from '@gatehouse/action-kit';
import type { RetryDeps } from '@gatehouse/retry';
import { dockerKeychain, type Keychain } from './auth/index.ts';
import { hasBlob, readBlob } from './blob/index.ts';
import { type Copied, copyImage } from './copy.ts';
import { type CopiedReferrers, copyReferrers } from './copy-referrers.ts';
import {
  type Descriptor,
  getManifest,
  headManifest,
  type ManifestContent,
  type Pushed,
  type PutOptions,
  putManifest,
  putTags,
  type ReadOptions,
  type StoredManifest,
  type Tagged,
} from './manifest/index.ts';
import type { Digest, ManifestName, Repository } from './reference/index.ts';
import { addToFallbackTag, listReferrers, type Referrers } from './referrers/index.ts';
import { type ContentSource, repositorySource } from './source.ts';
import { listTags, type TagList } from './tags.ts';
import { Transport } from './transport/transport.ts';

/** How registries are spoken to. */
export interface RegistryClientOptions {
  /** The action, for the header `User-Agent`. */
  readonly name: string;
  /** The time for one request from now on, repetitions included, in milliseconds. Default: 2 minutes. */
  readonly remainingMs?: () => number;
  /** Registries that speak no TLS. Those on this machine are known. */
  readonly plainHttp?: readonly string[];
  /** How many writes one registry gets at a time. Default: 4. */
  readonly writesPerHost?: number;
  /** Ends every request. */
  readonly signal?: AbortSignal;
}

/** What a client needs from the world. */
export interface RegistryClientDeps {
  readonly fetch: typeof fetch;
  readonly log: Log;
  /** Default: that of docker and podman on this machine. */
  readonly keychain?: Keychain;
  /** Default: the real one. */
  readonly clock?: RetryDeps | undefined;
  /** The time of day in milliseconds. Default: `Date.now`. */
  readonly wallClock?: () => number;
}

/**
 * A client of the OCI distribution spec. Every method fails with a `RegistryError`, whose kind says whether
 * repeating can help, and which is `absent` only where the registry says that something does not exist.
 */
export interface RegistryClient {
  /** A manifest with its bytes, proved by their digest. */
  getManifest(repository: Repository, name: ManifestName, options?: ReadOptions): Promise<StoredManifest>;
  /** What a name points to. */
  headManifest(repository: Repository, name: ManifestName, options?: ReadOptions): Promise<Descriptor>;
  putManifest(
    repository: Repository,
    name: ManifestName,
    content: ManifestContent,
    options?: PutOptions,
  ): Promise<Pushed>;
  /** Pushes by digest with all tags, in one request where the registry can, else in the order given. */
  putTags(
    repository: Repository,
    content: ManifestContent,
    tags: readonly string[],
    options?: PutOptions,
  ): Promise<Tagged>;
  hasBlob(repository: Repository, digest: Digest): Promise<boolean>;
  /** A small blob, whole. */
  readBlob(
    repository: Repository,
    descriptor: Pick<Descriptor, 'digest' | 'size'>,
    limit: number,
  ): Promise<Uint8Array>;
  listTags(repository: Repository, maxPages?: number): Promise<TagList>;
  listReferrers(repository: Repository, subject: Digest): Promise<Referrers>;
  /** Keeps the list of referrers of a registry that does not. */
  addToFallbackTag(repository: Repository, subject: Digest, added: readonly Descriptor[]): Promise<void>;
  /** A repository to copy from. */
  source(repository: Repository, options?: ReadOptions): ContentSource;
  /** Copies a manifest with all below it. */
  copyImage(
    source: ContentSource,
    descriptor: Pick<Descriptor, 'digest' | 'mediaType'>,
    target: Repository,
  ): Promise<Copied>;
  /** Copies what refers to a manifest: signatures, attestations, SBOMs. */
  copyReferrers(from: Repository, subject: Digest, target: Repository): Promise<CopiedReferrers>;
  /** How many requests were sent so far, those to token services not counted. */
  requests(): number;
}

/** Makes a client. */
export function createRegistryClient(
  options: RegistryClientOptions,
  deps: RegistryClientDeps,
): RegistryClient {
  const { remainingMs = () => 120_000, plainHttp = [], writesPerHost = 4, signal } = options;
  const { fetch, log, clock, keychain = dockerKeychain(), wallClock = Date.now } = deps;
  const agent = `gatehouse/${options.name}`;
  const terms = {
    agent,
    remainingMs,
    plainHttp,
    writesPerHost,
    signal,
    fetch,
    log,
    clock,
    keychain,
    wallClock,
  };
  const transport = new Transport(terms);
  return {
    getManifest: (...args) => getManifest(transport, ...args),
    headManifest: (...args) => headManifest(transport, ...args),
    putManifest: (...args) => putManifest(transport, ...args),
    putTags: (...args) => putTags(transport, ...args),
    hasBlob: (...args) => hasBlob(transport, ...args),
    readBlob: (...args) => readBlob(transport, ...args),
    listTags: (...args) => listTags(transport, ...args),
    listReferrers: (...args) => listReferrers(transport, ...args),
    addToFallbackTag: (...args) => addToFallbackTag(transport, ...args),
    source: (...args) => repositorySource(transport, ...args),
    copyImage: (...args) => copyImage(transport, ...args),
    copyReferrers: (...args) => copyReferrers(transport, ...args),
    requests: () => transport.requests,
  };
}

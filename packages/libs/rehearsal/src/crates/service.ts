import type { Route } from '../route.ts';
import type { CrateSource, PublishedCrate, Publisher } from './published.ts';
import { publishingRoutes } from './publishing.ts';
import { type CrateRate, CrateRateLimit } from './rate-limit.ts';
import { readingRoutes } from './reading.ts';
import { CrateStore, sha256 } from './store.ts';
import { CRATES_IO_LIMITS, type CrateLimits } from './tarball.ts';
import { TokenBook } from './tokens.ts';
import { type TrustedPublisher, trustedPublishingRoutes } from './trusted-publishing.ts';

export interface CratesOptions {
  /** User names by API token. */
  readonly users?: Readonly<Record<string, string>>;
  readonly publishers?: readonly TrustedPublisher[];
  /** Crates that take only trusted tokens. */
  readonly trustedOnly?: readonly string[];
  readonly rate?: CrateRate;
  readonly limits?: Partial<CrateLimits>;
  readonly reading?: 'public' | 'token';
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** A crate registry that plays crates.io: cargo finds it under `sparse+<url>/index/`. */
export interface CratesService {
  readonly routes: readonly Route[];
  /** All versions of a crate, in the order of their publication. */
  versions(name: string): readonly PublishedCrate[];
  /** How many trusted tokens are good now. */
  liveTokens(): number;
  /** Puts a version there as if it had been published before. */
  seed(crate: SeededCrate): void;
  yank(name: string, version: string): void;
  /** Hides a version from the next `reads` reads of a source: what a CDN does after a publication. */
  hide(name: string, version: string, source: CrateSource, reads: number): void;
  /** Lets a source tell of other bytes than those that were published. */
  distort(name: string, version: string, source: CrateSource, bytes: Uint8Array): void;
}

/** A version that was there before. */
export interface SeededCrate {
  readonly name: string;
  readonly version: string;
  readonly bytes: Uint8Array;
  readonly by?: Publisher;
}

/** Routes for a crate registry; see {@link CratesService}. */
export function cratesService(options: CratesOptions = {}): CratesService {
  const { users = {}, publishers = [], trustedOnly = [], rate, limits = {} } = options;
  const { reading = 'public', clock = Date.now } = options;
  const store = new CrateStore();
  const tokens = new TokenBook(users, clock);
  return {
    routes: [
      ...trustedPublishingRoutes({ publishers, tokens, clock }),
      ...publishingRoutes({
        store,
        tokens,
        rate: new CrateRateLimit(rate, clock),
        limits: { ...CRATES_IO_LIMITS, ...limits },
        trustedOnly,
      }),
      ...readingRoutes({ store, tokens, reading, trustedOnly }),
    ],
    versions: (name) => store.versions(name),
    liveTokens: () => tokens.live(),
    seed: (crate) => store.add(seeded(crate)),
    yank: (name, version) => store.add({ ...held(store, name, version), yanked: true }),
    hide: (name, version, source, reads) => store.hide(name, version, source, reads),
    distort: (name, version, source, bytes) => store.distort(name, version, source, Buffer.from(bytes)),
  };
}

function seeded({
  name,
  version,
  bytes,
  by = { kind: 'user', user: 'octocat' },
}: SeededCrate): PublishedCrate {
  const copy = Buffer.from(bytes);
  const entry = { name, vers: version, deps: [], features: {}, links: null };
  return { name, version, bytes: copy, checksum: sha256(copy), entry, yanked: false, by };
}

function held(store: CrateStore, name: string, version: string): PublishedCrate {
  const crate = store.find(name, version);
  if (crate === undefined)
    throw new Error(`Found no ${name} ${version} on the stage; seed or publish it first.`);
  return crate;
}

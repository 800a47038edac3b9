import type { Log } from '@gatehouse/action-kit';
import type { RetryDeps } from '@gatehouse/retry';
import type { Keychain } from '../auth/keychain.ts';

/** What sending requests needs. */
export interface TransportTerms {
  readonly keychain: Keychain;
  readonly fetch: typeof fetch;
  readonly log: Log;
  readonly clock?: RetryDeps | undefined;
  /** The time of day in milliseconds, as `Date.now()` gives it. */
  readonly wallClock: () => number;
  /** The header User-Agent. */
  readonly agent: string;
  /** The time that a request may take from now on, repetitions included, in milliseconds. */
  readonly remainingMs: () => number;
  /** Registries that speak no TLS. */
  readonly plainHttp: readonly string[];
  /** How many writes one host gets at a time. */
  readonly writesPerHost: number;
  /** Ends every request. */
  readonly signal?: AbortSignal | undefined;
}

import type { Publisher } from './published.ts';

/** How often users may publish: `burst` at once, then one more every `everyMs` milliseconds. */
export interface CrateRate {
  readonly burst: number;
  readonly everyMs: number;
}

/** A bucket for each user. Trusted tokens have no limit, as on crates.io. */
export class CrateRateLimit {
  readonly #rate: CrateRate | undefined;
  readonly #clock: () => number;
  readonly #spent = new Map<string, { left: number; at: number }>();

  constructor(rate: CrateRate | undefined, clock: () => number) {
    this.#rate = rate;
    this.#clock = clock;
  }

  /** Takes one publication, or says when the next one is allowed (milliseconds since 1970). */
  take(by: Publisher): { readonly kind: 'allowed' } | { readonly kind: 'wait'; readonly until: number } {
    const rate = this.#rate;
    if (rate === undefined || by.kind === 'trusted') return { kind: 'allowed' };
    const now = this.#clock();
    const bucket = this.#spent.get(by.user) ?? { left: rate.burst, at: now };
    this.#spent.set(by.user, bucket);
    const refilled = Math.floor((now - bucket.at) / rate.everyMs);
    bucket.left = Math.min(bucket.left + refilled, rate.burst);
    bucket.at += refilled * rate.everyMs;
    if (bucket.left === 0) return { kind: 'wait', until: bucket.at + rate.everyMs };
    bucket.left -= 1;
    return { kind: 'allowed' };
  }
}

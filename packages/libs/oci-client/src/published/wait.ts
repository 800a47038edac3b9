import { messageOf } from '@gatehouse/action-kit';
import { type RetryDeps, RetryError, realClock, retry, type Verdict } from '@gatehouse/retry';
import { isRegistryError } from '../error/index.ts';
import type { Descriptor } from '../manifest/descriptor.ts';
import { type Digest, type Repository, shownManifest } from '../reference/index.ts';

/** A manifest that some leg has pushed by its digest. */
export interface AwaitedManifest {
  readonly repository: Repository;
  readonly digest: Digest;
  /** What it is, for messages: the leg, or the platform. */
  readonly label: string;
  /** When it was known to be readable, as `Date.now()` gives it; `undefined` where no one has looked. */
  readonly seenAtMs?: number;
}

/** A manifest that was not readable at the deadline. */
export interface Laggard {
  readonly manifest: AwaitedManifest;
  /** `gone` was readable before: a registry that deletes untagged manifests, or a clean-up job. */
  readonly state: 'never-seen' | 'gone';
  /** Since it was known to be readable; only for `gone`. */
  readonly ageMs?: number;
}

/** How a wait ended. */
export type Waited =
  | { readonly kind: 'readable'; readonly waitedMs: number }
  | { readonly kind: 'late'; readonly laggards: readonly Laggard[]; readonly waitedMs: number };

/** What waiting needs from the world. */
export interface WaitDeps {
  /** Answers once, without waiting for what is absent. */
  readonly head: (repository: Repository, digest: Digest) => Promise<Descriptor>;
  readonly log: { info(message: string): void };
  readonly clock?: RetryDeps | undefined;
  /** The time of day in milliseconds, as `Date.now()` gives it. */
  readonly wallClock: () => number;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Waits until every manifest is readable by its digest, at most `deadlineMs`. Only "absent" waits: a credential
 * that is rejected or a reference that is wrong does not get better, and is thrown at once. One that was found is
 * not asked for again.
 */
export async function waitForManifests(
  manifests: readonly AwaitedManifest[],
  deadlineMs: number,
  deps: WaitDeps,
): Promise<Waited> {
  const { log, clock = realClock, wallClock } = deps;
  const start = clock.now();
  let missing = [...new Map(manifests.map((one) => [keyOf(one), one])).values()];
  const look = async () => {
    const found = await Promise.all(missing.map((one) => isReadable(one, deps)));
    missing = missing.filter((_, at) => !found[at]);
    if (missing.length > 0) throw new StillMissing(missing);
  };
  try {
    await retry(
      look,
      {
        deadlineMs,
        firstDelayMs: FIRST_PAUSE_MS,
        maxDelayMs: LONGEST_PAUSE_MS,
        classify,
        onRetry: ({ error }) =>
          log.info(`${messageOf(error)} Waited ${shownSeconds(clock.now() - start)} so far.`),
      },
      clock,
    );
    return { kind: 'readable', waitedMs: clock.now() - start };
  } catch (thrown) {
    if (!(thrown instanceof RetryError) || !(thrown.cause instanceof StillMissing)) throw thrown;
    const laggards = missing.map((manifest) => laggardOf(manifest, wallClock()));
    return { kind: 'late', laggards, waitedMs: clock.now() - start };
  }
}

class StillMissing extends Error {
  constructor(missing: readonly AwaitedManifest[]) {
    const names = missing.map(
      ({ label, repository, digest }) =>
        `${label} (${shownManifest(repository, { kind: 'digest', digest })})`,
    );
    super(`Not readable yet: ${names.join(', ')}.`);
  }
}

function classify(error: unknown): Verdict {
  return error instanceof StillMissing
    ? { kind: 'transient', reason: 'not-readable-yet' }
    : { kind: 'final', reason: 'final' };
}

async function isReadable({ repository, digest }: AwaitedManifest, { head }: WaitDeps): Promise<boolean> {
  try {
    await head(repository, digest);
    return true;
  } catch (thrown) {
    if (isRegistryError(thrown, 'absent', 'propagation')) return false;
    throw thrown;
  }
}

function laggardOf(manifest: AwaitedManifest, nowMs: number): Laggard {
  const { seenAtMs } = manifest;
  return seenAtMs === undefined
    ? { manifest, state: 'never-seen' }
    : { manifest, state: 'gone', ageMs: Math.max(0, nowMs - seenAtMs) };
}

function keyOf({ repository, digest }: AwaitedManifest): string {
  return shownManifest(repository, { kind: 'digest', digest });
}

function shownSeconds(ms: number): string {
  return `${Math.round(ms / 1000)} s`;
}

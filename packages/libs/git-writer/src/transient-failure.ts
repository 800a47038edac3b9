import { classifyNetworkError, type Verdict } from '@gatehouse/retry';

/** What is known of a {@link TransientFailure} besides its kind. */
export interface TransientDetails {
  /** The pause that the other side asks for, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** What the server itself said; the same words again and again are an answer, not a bad moment. */
  readonly words?: string | undefined;
}

/** Something that stopped an attempt, and that can be different next time. */
export class TransientFailure extends Error {
  /**
   * `lost-race`: another writer was first. `transport`: it is not known what the remote has done.
   * `no-such-name`: its name, or the proxy's, does not resolve.
   * `no-time-left`: the remote asks for a longer pause than there is time.
   */
  readonly kind: 'lost-race' | 'transport' | 'no-such-name' | 'not-there-yet' | 'no-time-left';
  readonly details: TransientDetails;

  constructor(kind: TransientFailure['kind'], message: string, details: TransientDetails = {}) {
    super(message);
    this.name = 'TransientFailure';
    this.kind = kind;
    this.details = details;
  }
}

/** A resolver may be down for a moment; a wrong name stays wrong. */
const MOST_LOOKUPS = 4;

/** Judges what an attempt threw. */
export function classifyFailure(error: unknown): Verdict {
  if (!(error instanceof TransientFailure)) return classifyNetworkError(error);
  const { kind: reason, details } = error;
  const { retryAfterMs } = details;
  if (reason === 'no-time-left') return { kind: 'final', reason };
  const maxInRow = reason === 'no-such-name' ? MOST_LOOKUPS : undefined;
  return { kind: 'transient', reason, retryAfterMs, maxInRow };
}

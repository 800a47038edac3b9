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
   * `no-time-left`: the remote asks for a longer pause than there is time.
   */
  readonly kind: 'lost-race' | 'transport' | 'not-there-yet' | 'no-time-left';
  readonly details: TransientDetails;

  constructor(kind: TransientFailure['kind'], message: string, details: TransientDetails = {}) {
    super(message);
    this.name = 'TransientFailure';
    this.kind = kind;
    this.details = details;
  }
}

/** Judges what an attempt threw. */
export function classifyFailure(error: unknown): Verdict {
  if (!(error instanceof TransientFailure)) return classifyNetworkError(error);
  const { kind: reason, details } = error;
  const { retryAfterMs } = details;
  return reason === 'no-time-left' ? { kind: 'final', reason } : { kind: 'transient', reason, retryAfterMs };
}

import { classifyNetworkError, type Verdict } from '@gatehouse/retry';

/** Something that stopped an attempt, and that can be another thing next time. */
export class Setback extends Error {
  /**
   * `lost-race`: another writer was first. `transport`: it is not known what the remote has done.
   * `no-time-left`: the remote asks for a longer pause than there is time.
   */
  readonly kind: 'lost-race' | 'transport' | 'not-there-yet' | 'no-time-left';
  readonly retryAfterMs: number | undefined;

  constructor(kind: Setback['kind'], message: string, retryAfterMs?: number) {
    super(message);
    this.name = 'Setback';
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Judges what an attempt threw. */
export function classifySetback(error: unknown): Verdict {
  if (!(error instanceof Setback)) return classifyNetworkError(error);
  const { kind: reason, retryAfterMs } = error;
  return reason === 'no-time-left' ? { kind: 'final', reason } : { kind: 'transient', reason, retryAfterMs };
}

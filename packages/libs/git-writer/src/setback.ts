import { classifyNetworkError, type Verdict } from '@gatehouse/retry';

/** Something that stopped an attempt, and that can be another thing next time. */
export class Setback extends Error {
  /**
   * `lost-race`: another writer was first. `transport`: it is not known what the remote has done.
   * `no-such-name`: its name, or the proxy's, does not resolve.
   * `no-time-left`: the remote asks for a longer pause than there is time.
   */
  readonly kind: 'lost-race' | 'transport' | 'no-such-name' | 'not-there-yet' | 'no-time-left';
  readonly retryAfterMs: number | undefined;

  constructor(kind: Setback['kind'], message: string, retryAfterMs?: number) {
    super(message);
    this.name = 'Setback';
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}

/** A resolver may be down for a moment; a wrong name stays wrong. */
const MOST_LOOKUPS = 4;

/** Judges what an attempt threw. */
export function classifySetback(error: unknown): Verdict {
  if (!(error instanceof Setback)) return classifyNetworkError(error);
  const { kind: reason, retryAfterMs } = error;
  if (reason === 'no-time-left') return { kind: 'final', reason };
  const maxInRow = reason === 'no-such-name' ? MOST_LOOKUPS : undefined;
  return { kind: 'transient', reason, retryAfterMs, maxInRow };
}

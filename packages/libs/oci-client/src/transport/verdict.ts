import type { Verdict } from '@gatehouse/retry';
import { isRegistryError } from '../error/index.ts';

/** Whether a request may succeed when it is sent again. */
export function verdictOf(error: unknown): Verdict {
  if (!isRegistryError(error, 'transient', 'propagation')) return { kind: 'final', reason: 'final' };
  return { kind: 'transient', reason: error.kind, retryAfterMs: error.retryAfterMs };
}

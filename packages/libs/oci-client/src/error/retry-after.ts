import { parseRetryAfter } from '@gatehouse/retry';
import type { Refusal } from './answer.ts';
import { parseGoDuration } from './go-duration.ts';

/** Registries name pauses of milliseconds, after which the next burst is refused again. */
const SHORTEST_MS = 1000;

/**
 * The pause that an answer asks for, in milliseconds and at least a second: from the header, or from the
 * body, where GHCR puts it (`retry-after: 10.305464ms, allowed: 44000/minute`). `undefined` where it asks
 * for none.
 *
 * @param nowMs the wall clock, as `Date.now()` gives it
 */
export function retryAfterOf({ headers, body }: Refusal, nowMs: number): number | undefined {
  const header = headers.get('retry-after');
  const said = /\bretry-after:\s*([0-9][0-9.a-zµμ]*)/i.exec(body)?.[1] ?? '';
  const pauses = [
    parseRetryAfter(header, nowMs),
    parseGoDuration(header?.trim() ?? ''),
    parseGoDuration(said),
    parseRetryAfter(said, nowMs),
  ].filter((pause) => pause !== undefined);
  return pauses.length === 0 ? undefined : Math.max(SHORTEST_MS, ...pauses);
}

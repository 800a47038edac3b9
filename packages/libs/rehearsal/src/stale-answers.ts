import type { Fault } from './fault.ts';
import type { StageResponse } from './route.ts';

interface Seen {
  /** What readers are still given. */
  given: StageResponse;
  /** How often yet, after it has ceased to be true. */
  left: number;
}

/** What a copy that lags behind still answers, for each `stale` fault and each address. */
export class StaleAnswers {
  readonly #seen = new Map<Fault, Map<string, Seen>>();

  /** `current`, or in its place the answer from before. A streamed body is never held back. */
  give(fault: Extract<Fault, { kind: 'stale' }>, address: string, current: StageResponse): StageResponse {
    const addresses = this.#seen.get(fault) ?? new Map<string, Seen>();
    this.#seen.set(fault, addresses);
    const seen = addresses.get(address);
    if (seen !== undefined && !isSame(seen.given, current) && seen.left > 0) {
      seen.left -= 1;
      return seen.given;
    }
    if (isHeld(current)) addresses.set(address, { given: current, left: fault.times });
    return current;
  }
}

function isHeld({ body }: StageResponse): boolean {
  return body === undefined || typeof body === 'string' || body instanceof Uint8Array;
}

function isSame(one: StageResponse, other: StageResponse): boolean {
  const text = ({ body }: StageResponse) =>
    body instanceof Uint8Array ? Buffer.from(body).toString('latin1') : body;
  return one.status === other.status && text(one) === text(other);
}

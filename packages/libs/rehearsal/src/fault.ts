import { matchPath } from './route.ts';

/** Which requests a fault meets. */
export interface FaultMatch {
  /** Any method when absent. */
  readonly method?: string;
  /** As in a route; any path when absent. */
  readonly path?: string | RegExp;
  /** The 1st, 2nd … request that fits; every one when absent. */
  readonly nth?: number | readonly number[];
}

/** Something that goes wrong, as data. */
export type Fault = { readonly on: FaultMatch } & (
  | {
      /** The service answers with `status` and does nothing. */
      readonly kind: 'status';
      readonly status: number;
      /** Seconds, as the header Retry-After. */
      readonly retryAfter?: number;
      readonly body?: string;
    }
  /** The service does its work, but only after `ms` milliseconds. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The connection breaks before the service has done anything. */
  | { readonly kind: 'drop' }
  /** The service does its work, and the connection breaks before the client learns of it. */
  | { readonly kind: 'lost-answer' }
  /**
   * Reads come from a copy that lags behind: when the answer at an address is another one than the time
   * before, the one from before is given `times` more times. Needs an earlier read of the same address.
   */
  | { readonly kind: 'stale'; readonly times: number }
);

/** The faults of a stage with their counts; the first one that fits a request strikes. */
export class FaultBox {
  readonly #faults: { readonly fault: Fault; seen: number }[] = [];

  add(fault: Fault): void {
    this.#faults.push({ fault, seen: 0 });
  }

  /** Counts the request for every fault it fits, and gives the one that strikes. */
  strike(method: string, pathname: string): Fault | undefined {
    const due = this.#faults.filter((entry) => {
      if (!fits(entry.fault.on, method, pathname)) return false;
      entry.seen += 1;
      const { nth } = entry.fault.on;
      return nth === undefined || [nth].flat().includes(entry.seen);
    });
    return due[0]?.fault;
  }
}

function fits(on: FaultMatch, method: string, pathname: string): boolean {
  return (
    (on.method === undefined || on.method === method) &&
    (on.path === undefined || matchPath(on.path, pathname) !== undefined)
  );
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exchange, send } from './exchange.ts';
import { type Fault, FaultBox } from './fault.ts';
import { type JournalEntry, shownAuthorization, shownPath } from './journal.ts';
import type { Route } from './route.ts';
import { StaleAnswers } from './stale-answers.ts';

/** What a stage is made of. */
export interface StageOptions {
  readonly routes: readonly Route[];
  readonly faults?: readonly Fault[];
  /** Told of every request as soon as it is over. */
  readonly journal?: (entry: JournalEntry) => void;
}

/** A running stage: `await using stage = await startStage({ routes })`. */
export interface Stage extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, without a trailing slash. */
  readonly url: string;
  /** Every request so far, in the order in which they were answered. */
  readonly journal: readonly JournalEntry[];
  /** Adds a fault while the stage runs; its count starts at the next request. */
  fault(fault: Fault): void;
  /** Breaks what is still connected and frees the port. */
  close(): Promise<void>;
}

/** Starts one server on the loopback address that plays every service in `routes`. */
export async function startStage({ routes, faults = [], journal: tell }: StageOptions): Promise<Stage> {
  const journal: JournalEntry[] = [];
  const box = new FaultBox();
  for (const fault of faults) box.add(fault);
  const stale = new StaleAnswers();
  const closing = new AbortController();
  const running = new Set<Promise<void>>();
  let origin = '';

  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const arrived = performance.now();
    const url = new URL(origin + incoming.url);
    const { response, ...why } = await exchange(incoming, url, {
      routes,
      box,
      stale,
      closing: closing.signal,
    });
    const authorization = shownAuthorization(incoming.headers);
    const entry: JournalEntry = {
      method: incoming.method ?? '',
      path: shownPath(url),
      status: response?.status ?? 'none',
      durationMs: performance.now() - arrived,
      ...(authorization === undefined ? {} : { authorization }),
      ...why,
    };
    // Before the client can know: whoever has its answer finds it in the journal.
    journal.push(entry);
    tell?.(entry);
    if (response === undefined) outgoing.destroy();
    else await send(outgoing, response);
  };

  const server = createServer((incoming, outgoing) => {
    const served = serve(incoming, outgoing)
      // The client went away before its request or the answer was whole.
      .catch(() => void outgoing.destroy())
      .finally(() => running.delete(served));
    running.add(served);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    closing.abort();
    server.closeAllConnections();
    await Promise.all([closed, ...running]);
  };
  return { url: origin, journal, fault: (fault) => box.add(fault), close, [Symbol.asyncDispose]: close };
}

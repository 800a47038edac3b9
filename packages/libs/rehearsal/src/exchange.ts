import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault, FaultBox } from './fault.ts';
import { json, matchPath, type Route, type StageResponse } from './route.ts';
import type { StaleAnswers } from './stale-answers.ts';

/** What a stage answers by. */
export interface Rules {
  readonly routes: readonly Route[];
  readonly box: FaultBox;
  readonly stale: StaleAnswers;
  /** Cuts short what waits when the stage closes. */
  readonly closing: AbortSignal;
}

/** How one request ends: with an answer, or with a broken connection. */
export interface Ending {
  readonly response?: StageResponse;
  readonly fault?: Fault['kind'];
  readonly problem?: string;
}

/** Reads one request whole, lets a fault strike or the first route that fits do its work. */
export async function exchange(
  incoming: IncomingMessage,
  url: URL,
  { routes, box, stale, closing }: Rules,
): Promise<Ending> {
  const body = await buffer(incoming);
  const fault = box.strike(incoming.method ?? '', url.pathname);
  const work = () => answer(incoming, url, body, routes);
  switch (fault?.kind) {
    case undefined:
      return work();
    case 'drop':
      return { fault: fault.kind };
    case 'lost-answer': {
      const { response: _lost, ...rest } = await work();
      return { ...rest, fault: fault.kind };
    }
    case 'delay':
      await pause(fault.ms, undefined, { signal: closing });
      return { ...(await work()), fault: fault.kind };
    case 'stale': {
      const { response, ...rest } = await work();
      if (response === undefined) return rest;
      const given = stale.give(fault, `${incoming.method} ${url.pathname}${url.search}`, response);
      return given === response ? { response, ...rest } : { response: given, ...rest, fault: fault.kind };
    }
    case 'status': {
      const retry = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) };
      const plain = json(fault.status, { message: `The stage answers ${fault.status} on demand.` }, retry);
      const body = fault.body === undefined ? {} : { body: fault.body };
      return { response: { ...plain, ...body }, fault: fault.kind };
    }
    default:
      return fault satisfies never;
  }
}

async function answer(
  incoming: IncomingMessage,
  url: URL,
  body: Buffer,
  routes: readonly Route[],
): Promise<Ending> {
  const method = incoming.method ?? '';
  try {
    for (const route of routes) {
      const params = route.method === method ? matchPath(route.path, url.pathname) : undefined;
      if (params === undefined) continue;
      const request = {
        method,
        url,
        params,
        query: url.searchParams,
        headers: incoming.headers,
        body,
        json: () => parsed(body),
      };
      return { response: await route.handle(request) };
    }
  } catch (thrown) {
    const problem = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    return { response: json(500, { message: 'The stage failed; its journal says why.' }), problem };
  }
  const problem = `no route for ${method} ${url.pathname}`;
  return { response: json(404, { message: 'Not Found', stage: problem }), problem };
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Writes the answer; rejects when the client goes away meanwhile. */
export async function send(
  outgoing: ServerResponse,
  { status, headers, body }: StageResponse,
): Promise<void> {
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) {
    // Without it Node would send chunks, and clients of registries compare the length with the descriptor's.
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    outgoing.writeHead(status, { ...length, ...headers }).end(body);
  } else {
    outgoing.writeHead(status, headers);
    await pipeline(body, outgoing);
  }
}

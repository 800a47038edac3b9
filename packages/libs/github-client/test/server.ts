import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { memoryLog } from '@gatehouse/action-kit';
import { type ClientOptions, createGitHubClient, type GitHubClient } from '../src/index.ts';

/** What the server answers to one request. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A server on the loopback address that answers what `reply` says to the nth request (from 1). */
export async function serve(reply: (nth: number, request: IncomingMessage) => Reply) {
  const requests: IncomingMessage[] = [];
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    const nth = requests.length;
    let sent = '';
    request.on('data', (chunk) => {
      sent += chunk;
    });
    request.on('end', () => {
      bodies.push(sent);
      const { status = 200, headers = {}, body } = reply(nth, request);
      response.writeHead(status, headers);
      response.end(typeof body === 'string' || body === undefined ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return { url, requests, bodies, [Symbol.asyncDispose]: close };
}

/** A clock that stands still but for its pauses; without `chance` they have no jitter. */
export function stillClock(chance = 0) {
  const pauses: number[] = [];
  let now = 0;
  return {
    pauses,
    now: () => now,
    random: () => chance,
    sleep: async (ms: number) => {
      pauses.push(ms);
      now += ms;
    },
  };
}

/** A client of `url` on a clock that stands still; `network` is asked instead of the real one. */
export function clientOf(url: string, options: Partial<ClientOptions> = {}, chance = 0, network = fetch) {
  const clock = stillClock(chance);
  const log = memoryLog();
  const client: GitHubClient = createGitHubClient(
    { apiUrl: url, token: '', name: 'test', remainingMs: () => 3_600_000, ...options },
    { fetch: network, log, clock, wallClock: () => Date.UTC(2026, 0, 1) },
  );
  return { client, clock, log };
}

/** The repository that all tests ask for. */
export const WIDGETS = { owner: 'octo', repo: 'widgets' };

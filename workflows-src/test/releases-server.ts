import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { type Answer, releaseAnswers } from './releases-answers.ts';
import { type HeldRelease, TOKEN } from './releases-held.ts';

/** What goes wrong with the `nth` request that fits, from 1; with all of them when absent. */
export interface Fault {
  readonly on: RegExp;
  readonly nth?: number;
  /**
   * `lost`: it is done, and nobody is told. `cut`: half of what was sent arrives. `stale`: a list is given as
   * it was before. A status: it is refused.
   */
  readonly kind: 'cut' | 'lost' | 'stale' | number;
  /** Seconds. */
  readonly retryAfter?: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly message?: string;
}

/** How a GitHub behaves. */
export interface Behaviour {
  readonly faults?: readonly Fault[];
  /** Whether it knows the digests of assets, as github.com does since June 2025. */
  readonly digests?: boolean;
}

/** A GitHub on the loopback address that has the releases `held` of `acme/python-versions`. */
export async function startReleases(held: HeldRelease[], { faults = [], digests = true }: Behaviour = {}) {
  const journal: string[] = [];
  const publicStates: string[] = [];
  const answer = releaseAnswers(held, digests);
  const strike = striking(faults);
  let list: unknown = [];
  const server = createServer(async (request, response) => {
    const line = lineOf(request);
    journal.push(line);
    const asked = {
      line,
      url: new URL(`http://${request.headers.host}${request.url}`),
      body: await buffer(request),
    };
    const fault = strike(line);
    if (fault?.kind === 'cut') asked.body = asked.body.subarray(0, asked.body.length / 2);
    const refused = refusal(line, request, fault);
    const given = refused ?? (fault?.kind === 'stale' ? { status: 200, body: list } : answer(asked));
    if (/^GET .*\/assets$/.test(line)) list = given.body;
    const visible = held
      .filter(({ draft }) => !draft)
      .flatMap(({ assets }) => assets.map(({ name }) => name));
    publicStates.push(visible.join(' '));
    if (fault?.kind === 'lost') request.socket.destroy();
    else send(response, given);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    held,
    /** What everybody could see of all releases, after each request. */
    publicStates,
    /** The requests that change something. */
    deeds: () => journal.filter((line) => !line.startsWith('GET')),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

/** `GET /tags/3.14.2`: the method, and the path behind that of all releases. */
function lineOf({ method, url = '' }: IncomingMessage): string {
  return `${method} ${url.replace('/repos/acme/python-versions/releases', '').replace(/\?per_page.*/, '')}`;
}

function striking(faults: readonly Fault[]): (line: string) => Fault | undefined {
  const seen = new Map<Fault, number>();
  return (line) =>
    faults.find((fault) => {
      if (!fault.on.test(line)) return false;
      const count = (seen.get(fault) ?? 0) + 1;
      seen.set(fault, count);
      return (fault.nth ?? count) === count;
    });
}

function refusal(line: string, { headers }: IncomingMessage, fault: Fault | undefined): Answer | undefined {
  if (typeof fault?.kind === 'number') {
    const after = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
    return {
      status: fault.kind,
      headers: { ...after, ...fault.headers },
      body: { message: fault.message ?? 'No.' },
    };
  }
  const expected = line.startsWith('GET /storage/') ? undefined : `Bearer ${TOKEN}`;
  return headers.authorization === expected
    ? undefined
    : { status: 401, body: { message: 'Bad credentials' } };
}

function send(response: ServerResponse, { status, headers = {}, body, raw }: Answer): void {
  response.writeHead(status, { ...headers });
  response.end(raw ?? (body === undefined ? undefined : JSON.stringify(body)));
}

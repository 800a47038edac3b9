import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { memoryLog } from '@gatehouse/action-kit';
import { parseLocation } from '@gatehouse/text-source';
import { expect, test } from 'vitest';
import { readUpstream } from '../src/upstream.ts';
import { upstreamPath, upstreamText } from './manifests.ts';

/** No pause between the tries; the deadline stays real. */
const retry = { now: () => performance.now(), sleep: async () => {}, random: () => 0 };

/** A server on this machine that answers with `listener`. */
async function serve(listener: RequestListener) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** Answers the first requests with `answers`, every other one with the last of them. */
function inTurn(...answers: readonly RequestListener[]): RequestListener & { requests: number } {
  const listener = (...request: Parameters<RequestListener>) => {
    answers[Math.min(listener.requests++, answers.length - 1)]?.(...request);
  };
  listener.requests = 0;
  return listener;
}

const body =
  (text: string): RequestListener =>
  (_, response) =>
    response.end(text);

function read(url: string) {
  return readUpstream(parseLocation(url), 10_000, { fetch, log: memoryLog(), retry });
}

test('a path is read from the disk', async () => {
  const upstream = await read(upstreamPath);
  expect(upstream.ranked).toHaveLength(248);
});

test('a manifest that is cut off is followed by another try', async () => {
  const listener = inTurn(body(upstreamText.slice(0, 100_000)), body(upstreamText));
  await using server = await serve(listener);
  const upstream = await read(server.origin);
  expect([upstream.ranked.length, listener.requests]).toEqual([248, 2]);
});

test.each([
  ['is cut off every time', upstreamText.slice(0, 100_000)],
  ['is empty every time', '[]'],
  ['is an error page every time', '<html>Not Found</html>'],
])('a manifest that %s is refused after three tries', async (_, text) => {
  const listener = inTurn(body(text));
  await using server = await serve(listener);
  await expect(read(server.origin)).rejects.toMatchObject({ code: 'BAD_MANIFEST' });
  expect(listener.requests).toBe(3);
});

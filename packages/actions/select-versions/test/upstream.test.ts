import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { memoryLog } from '@gatehouse/action-kit';
import { parseLocation } from '@gatehouse/text-source';
import { expect, test } from 'vitest';
import { readUpstream } from '../src/upstream.ts';
import { manifestOf, sample, upstreamPath, upstreamText } from './manifests.ts';

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

const status =
  (code: number, headers = {}): RequestListener =>
  (_, response) =>
    response.writeHead(code, headers).end('no');
const body =
  (text: string): RequestListener =>
  (_, response) =>
    response.end(text);

function read(url: string, deadlineMs = 10_000, log = memoryLog()) {
  return readUpstream(parseLocation(url), deadlineMs, { fetch, log, retry });
}

test('a path is read from the disk', async () => {
  const upstream = await read(upstreamPath);
  expect(upstream.ranked).toHaveLength(248);
});

test('a 503 is followed by another try', async () => {
  const listener = inTurn(status(503), body(upstreamText));
  await using server = await serve(listener);
  const upstream = await read(`${server.origin}/versions-manifest.json`);
  expect([upstream.ranked.length, listener.requests]).toEqual([248, 2]);
});

test('a manifest that is cut off is followed by another try', async () => {
  const listener = inTurn(body(upstreamText.slice(0, 100_000)), body(upstreamText));
  await using server = await serve(listener);
  const upstream = await read(server.origin);
  expect([upstream.ranked.length, listener.requests]).toEqual([248, 2]);
});

test('a connection that breaks in the middle of the manifest is followed by another try', async () => {
  const breaking: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-length': upstreamText.length });
    response.write(upstreamText.slice(0, 1000), () => response.destroy());
  };
  const listener = inTurn(breaking, body(upstreamText));
  await using server = await serve(listener);
  await expect(read(server.origin)).resolves.toMatchObject({ where: `${server.origin}/` });
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

test.each([404, 401, 403])('a %i is final', async (code) => {
  const listener = inTurn(status(code));
  await using server = await serve(listener);
  await expect(read(server.origin)).rejects.toMatchObject({
    code: 'SOURCE_UNAVAILABLE',
    message: expect.stringContaining(`answered ${code}`),
  });
  expect(listener.requests).toBe(1);
});

test('a server that asks for more time than there is ends the waiting at once', async () => {
  const listener = inTurn(status(429, { 'retry-after': '3600' }));
  await using server = await serve(listener);
  await expect(read(server.origin)).rejects.toMatchObject({
    message: expect.stringContaining('Retry-After'),
  });
});

test('a server that never answers is given up at the deadline', async () => {
  await using server = await serve(() => {});
  await expect(read(server.origin, 200)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
});

test('an endless manifest is given up at the cap', async () => {
  const endless: RequestListener = (_, response) => {
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    const more = () => {
      while (response.write(chunk));
      response.once('drain', more);
    };
    more();
  };
  await using server = await serve(endless);
  await expect(read(server.origin)).rejects.toMatchObject({ code: 'UNREADABLE' });
});

test('a redirect to an address without HTTPS is refused', async () => {
  await using server = await serve(body(manifestOf(...sample)));
  const moved: typeof fetch = async (...request) =>
    Object.defineProperty(await fetch(...request), 'url', { value: 'http://example.com/' });
  const reading = readUpstream(parseLocation(server.origin), 5000, { fetch: moved, log: memoryLog(), retry });
  await expect(reading).rejects.toMatchObject({ message: expect.stringContaining('without HTTPS') });
});

test('what a query holds is told to nobody', async () => {
  const log = memoryLog();
  await using server = await serve(inTurn(status(503), status(404)));
  const failure = await read(`${server.origin}/m.json?token=hush`, 10_000, log).catch(
    (error: unknown) => error,
  );
  expect(`${failure} ${log.lines.join()}`).not.toContain('hush');
});

test.each([
  'http://example.com/m.json',
  'https://user:hush@example.com/m.json',
  'file:///etc/passwd',
  'https://',
])('%s is no place for a manifest', (text) => {
  expect(() => parseLocation(text)).toThrow(/expected a path or an https:\/\/ URL/);
});

test('a password in a URL is not repeated', () => {
  expect(() => parseLocation('https://user:hush@example.com/m.json')).not.toThrow('hush');
});

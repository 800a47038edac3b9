import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ActionError, memoryLog } from '@gatehouse/action-kit';
import { expect, test } from 'vitest';
import { parseLocation, readSource } from '../src/index.ts';

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

const TEXT = 'all of it, to the end';

/** Takes {@link TEXT} only; anything else was damaged on its way. */
function whole(text: string): string {
  if (text === TEXT) return text;
  throw new ActionError({ code: 'DAMAGED', message: 'This is not all of it.' });
}

function read(url: string, timeoutMs = 10_000, log = memoryLog()) {
  return readSource(
    parseLocation(url),
    { timeoutMs, damagedCode: 'DAMAGED', read: whole },
    { fetch, log, retry },
  );
}

test('a 503 is followed by another try', async () => {
  const listener = inTurn(status(503), body(TEXT));
  await using server = await serve(listener);
  expect([await read(server.origin), listener.requests]).toEqual([TEXT, 2]);
});

test('a text that is cut off is followed by another try', async () => {
  const listener = inTurn(body(TEXT.slice(0, 5)), body(TEXT));
  await using server = await serve(listener);
  expect([await read(server.origin), listener.requests]).toEqual([TEXT, 2]);
});

test('a connection that breaks in the middle of the text is followed by another try', async () => {
  const breaking: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-length': TEXT.length });
    response.write(TEXT.slice(0, 5), () => response.destroy());
  };
  const listener = inTurn(breaking, body(TEXT));
  await using server = await serve(listener);
  expect(await read(server.origin)).toBe(TEXT);
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

test('an endless text is given up at the cap', async () => {
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
  await using server = await serve(body(TEXT));
  const moved: typeof fetch = async (...request) =>
    Object.defineProperty(await fetch(...request), 'url', { value: 'http://example.com/' });
  const how = { timeoutMs: 5000, damagedCode: 'DAMAGED', read: whole };
  const reading = readSource(parseLocation(server.origin), how, { fetch: moved, log: memoryLog(), retry });
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

test('a text that is damaged every time is refused after three tries, with the word of its reader', async () => {
  const listener = inTurn(body('other'));
  await using server = await serve(listener);
  await expect(read(server.origin)).rejects.toMatchObject({ code: 'DAMAGED' });
  expect(listener.requests).toBe(3);
});

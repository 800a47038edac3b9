import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

/**
 * Where a server stops: `accept` takes the connection and says nothing, `headers` sends them without a body,
 * `body` sends a byte now and then, and would need an hour for the rest.
 */
export type HangsAt = 'accept' | 'headers' | 'body';

/** Every stage, for `test.each`. */
export const HANGS_AT: readonly HangsAt[] = ['accept', 'headers', 'body'];

const HEADERS = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n';

/** A server on the loopback address that hangs at one stage of each request. */
export async function startHangingServer(at: HangsAt) {
  const sockets = new Set<Socket>();
  const timers = new Set<NodeJS.Timeout>();
  let requests = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => {
      requests += 1;
      if (at === 'accept') return;
      socket.write(HEADERS);
      if (at === 'body') timers.add(setInterval(() => socket.write(' '), 20));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** How many requests have arrived. */
    requests: () => requests,
    async [Symbol.asyncDispose]() {
      for (const timer of timers) clearInterval(timer);
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

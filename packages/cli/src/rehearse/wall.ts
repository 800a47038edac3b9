import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands where the network would begin: `await using wall = await raiseWall()`. */
export interface Wall extends AsyncDisposable {
  /** Variables under which programs come here instead of going out. */
  readonly env: Readonly<Record<string, string>>;
  /** The hosts that were asked for, each once. */
  readonly asked: () => readonly string[];
}

const WORDS = 'A rehearsal reaches nothing but this machine.';

/**
 * A proxy that lets nobody through and remembers who was asked for. Programs that know no proxy are not
 * held by it; it is here to tell, not to guard.
 */
export async function raiseWall(): Promise<Wall> {
  const asked = new Set<string>();
  const server = createServer(({ url = '' }, response) => {
    asked.add(URL.parse(url)?.host ?? url);
    response.writeHead(403, { 'content-type': 'text/plain' }).end(`${WORDS}\n`);
  });
  server.on('connect', ({ url = '' }, socket) => {
    asked.add(url.replace(/:443$/, ''));
    socket.on('error', () => {});
    socket.end(`HTTP/1.1 403 ${WORDS}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const here = 'localhost,127.0.0.1,::1';
  return {
    env: {
      http_proxy: address,
      https_proxy: address,
      HTTP_PROXY: address,
      HTTPS_PROXY: address,
      no_proxy: here,
      NO_PROXY: here,
      NODE_USE_ENV_PROXY: '1',
    },
    asked: () => [...asked],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

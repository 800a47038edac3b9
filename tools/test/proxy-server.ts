import { createServer, type IncomingMessage, request as send } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** Who may use the proxy, and where it finds the names that only it knows. */
export interface ProxyOptions {
  readonly user: string;
  readonly password: string;
  /** Ports on the loopback by host name; any other host is a 502. */
  readonly hosts: Readonly<Record<string, number>>;
}

/** A proxy as companies run them: CONNECT, or a whole URL for plain HTTP, and 407 without the password. */
export async function startProxy({ user, password, hosts }: ProxyOptions) {
  const wanted = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const asked: string[] = [];
  const sockets = new Set<Duplex>();
  const allowed = ({ headers }: IncomingMessage) => headers['proxy-authorization'] === wanted;
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const url = URL.parse(request.url ?? '');
    const port = hosts[url?.hostname ?? ''];
    if (!allowed(request) || port === undefined) {
      response
        .writeHead(allowed(request) ? 502 : 407, { 'proxy-authenticate': 'Basic realm="test"' })
        .end('no');
      return;
    }
    const { 'proxy-authorization': _, ...headers } = request.headers;
    const onward = {
      port,
      host: '127.0.0.1',
      method: request.method,
      path: `${url?.pathname}${url?.search}`,
      headers,
    };
    const forwarded = send(onward, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
  });
  server.on('connection', (socket) => sockets.add(socket));
  server.on('connect', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    asked.push(`CONNECT ${request.url}`);
    const port = hosts[request.url?.replace(/:\d+$/, '') ?? ''];
    socket.on('error', () => {});
    if (!allowed(request)) {
      socket.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="test"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n',
      );
      return;
    }
    if (port === undefined) {
      socket.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const onward = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onward.write(head);
      socket.pipe(onward).pipe(socket);
    });
    sockets.add(onward);
    onward.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    /** Without user and password. */
    url: `http://127.0.0.1:${port}`,
    /** With them, as `HTTPS_PROXY` holds them. */
    withPassword: (given = password) =>
      `http://${encodeURIComponent(user)}:${encodeURIComponent(given)}@127.0.0.1:${port}`,
    /** What it was asked for, refused requests included. */
    asked,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

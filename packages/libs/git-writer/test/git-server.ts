import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server does instead of the work, for one request. */
export type Interruption = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A real git server over http on the loopback address: `git http-backend` behind basic authentication. */
export class GitServer implements AsyncDisposable {
  readonly url: string;
  /** The Authorization header of each request. */
  readonly authorizations: readonly (string | undefined)[];
  readonly #close: () => Promise<void>;

  private constructor(
    url: string,
    authorizations: readonly (string | undefined)[],
    close: () => Promise<void>,
  ) {
    this.url = url;
    this.authorizations = authorizations;
    this.#close = close;
  }

  /** Serves the repositories in `root` to who sends `authorization`. */
  static async start(
    root: string,
    authorization: string,
    interrupt: Interruption = () => false,
  ): Promise<GitServer> {
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      if (request.headers.authorization !== authorization) {
        response.writeHead(401, { 'www-authenticate': 'Basic realm="stage"' }).end();
      } else if (!interrupt(request, response)) backend(root, request, response);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const close = async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    };
    return new GitServer(url, seen, close);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#close();
  }
}

function backend(root: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? '', 'http://stage');
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      REQUEST_METHOD: request.method,
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: request.headers['content-type'],
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'],
      REMOTE_USER: 'writer',
    },
  });
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.on('close', () => {
    const output = Buffer.concat(chunks);
    const end = output.indexOf('\r\n\r\n');
    let status = 200;
    for (const line of output.subarray(0, end).toString('latin1').split('\r\n')) {
      const [name = '', value = ''] = line.split(/:\s*/, 2);
      if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
      else response.setHeader(name, value);
    }
    response.writeHead(status).end(output.subarray(end + 4));
  });
}

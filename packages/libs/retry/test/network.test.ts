import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { classifyNetworkError, isNetworkError } from '../src/index.ts';

const reasonOf = async (work: Promise<unknown>) =>
  work.then(
    () => 'no failure',
    (error) => {
      const verdict = classifyNetworkError(error);
      return `${verdict.kind} ${verdict.reason}`;
    },
  );

const withCode = (code: string) => Object.assign(new Error(code), { code });

describe('the errors of a real fetch', () => {
  const against = async (answer: RequestListener, ask: (url: string) => Promise<unknown>) => {
    await using server = createServer(answer);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const asked = reasonOf(ask(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));
    await asked;
    server.closeAllConnections();
    return asked;
  };

  it('are transient when the connection is reset before the answer', async () => {
    expect(await against((request) => request.socket.resetAndDestroy(), fetch)).toBe(
      'transient connection-reset',
    );
  });

  it('are transient when the connection breaks within the body', async () => {
    const half: RequestListener = (request, response) => {
      response.writeHead(200, { 'content-length': 100 }).write('half', () => request.socket.destroy());
    };
    const read = async (url: string) => (await fetch(url)).text();
    expect(await against(half, read)).toBe('transient connection-reset');
  });

  it('are transient when the time given by AbortSignal.timeout is over', async () => {
    const ask = (url: string) => fetch(url, { signal: AbortSignal.timeout(50) });
    expect(await against(() => {}, ask)).toBe('transient timeout');
  });

  it('are final when the caller aborts', async () => {
    const ask = (url: string) => fetch(url, { signal: AbortSignal.abort() });
    expect(await against(() => {}, ask)).toBe('final unknown');
  });

  it('are transient when nobody listens', async () => {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    await once(server.close(), 'close');
    expect(await reasonOf(fetch(`http://127.0.0.1:${port}/`))).toBe('transient connection-refused');
  });

  it('are transient when the TLS handshake fails', async () => {
    await using server = createTlsServer({});
    await once(server.listen(0, '127.0.0.1'), 'listening');
    server.on('tlsClientError', () => {});
    const { port } = server.address() as AddressInfo;
    expect(await reasonOf(fetch(`https://127.0.0.1:${port}/`))).toBe('transient tls-handshake');
  });

  it('are final for an address that is none', async () => {
    expect(await reasonOf(fetch('http://:::/'))).toBe('final unknown');
  });
});

it.each([
  ['ECONNRESET', 'connection-reset'],
  ['EPIPE', 'connection-reset'],
  ['UND_ERR_SOCKET', 'connection-reset'],
  ['ENETUNREACH', 'unreachable'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['UND_ERR_BODY_TIMEOUT', 'timeout'],
  ['EPROTO', 'tls-handshake'],
  ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'tls-handshake'],
])('%s is transient: %s', (code, reason) => {
  expect(classifyNetworkError(withCode(code))).toEqual({ kind: 'transient', reason });
});

it.each([
  ['ENOTFOUND', 'no-such-name', 4],
  ['EAI_AGAIN', 'dns', 8],
])('H2: %s is transient for a few failures in a row only', (code, reason, maxInRow) => {
  expect(classifyNetworkError(withCode(code))).toEqual({ kind: 'transient', reason, maxInRow });
});

describe('H16: an error is one of the network', () => {
  const fetchFailed = (cause?: unknown) =>
    new TypeError('fetch failed', cause === undefined ? {} : { cause });

  it.each([
    withCode('ECONNRESET'),
    withCode('EAI_AGAIN'),
    withCode('CERT_HAS_EXPIRED'),
    withCode('HPE_INVALID_CONSTANT'),
    withCode('ERR_PROXY_TUNNEL'),
    withCode('UND_ERR_ABORTED'),
    fetchFailed(new Error('redirect count exceeded')),
    fetchFailed(new AggregateError([withCode('ETIMEDOUT')])),
    AbortSignal.abort().reason,
  ])('when it is %s', (error) => {
    expect(isNetworkError(error)).toBe(true);
  });

  it.each([
    new TypeError("Cannot read properties of undefined (reading 'url')"),
    new TypeError('terminated'),
    new RangeError('Invalid array length'),
    new SyntaxError('Unexpected token'),
    withCode('ERR_INVALID_ARG_TYPE'),
    withCode('ENOENT'),
    fetchFailed(),
    { code: 'ECONNRESET' },
    'ECONNRESET',
    undefined,
  ])('and not when it is %s', (error) => {
    expect(isNetworkError(error)).toBe(false);
  });
});

it.each([
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
  'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
  'UND_ERR_INVALID_ARG',
  'UND_ERR_ABORTED',
  'ENOENT',
  'toString',
])('%s is final', (code) => {
  expect(classifyNetworkError(withCode(code))).toEqual({ kind: 'final', reason: 'unknown' });
});

it('looks into causes and into the errors of each address', () => {
  const cause = new AggregateError([withCode('EINVAL'), withCode('ETIMEDOUT')]);
  expect(classifyNetworkError(new TypeError('fetch failed', { cause }))).toMatchObject({ reason: 'timeout' });
});

it('ends on causes that go in a ring', () => {
  const error = new Error('ring');
  error.cause = error;
  expect(classifyNetworkError(error)).toEqual({ kind: 'final', reason: 'unknown' });
});

it('takes whatever was thrown', () => {
  for (const thrown of [undefined, null, 'text', 7, { code: 'ECONNRESET' }]) {
    expect(classifyNetworkError(thrown).kind).toBe('final');
  }
});

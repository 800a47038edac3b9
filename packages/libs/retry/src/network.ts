import type { Verdict } from './verdict.ts';

/**
 * Error codes of Node's sockets, resolver, TLS and fetch (undici) that say nothing about the request.
 * What is not listed is final, and so are the codes of certificate verification (CERT_HAS_EXPIRED,
 * ERR_TLS_CERT_ALTNAME_INVALID, …): the next look at a bad certificate finds it as bad.
 */
const TRANSIENT_CODES: Readonly<Record<string, string>> = {
  ECONNRESET: 'connection-reset',
  ECONNABORTED: 'connection-reset',
  ENETRESET: 'connection-reset',
  EPIPE: 'connection-reset',
  ERR_STREAM_PREMATURE_CLOSE: 'connection-reset',
  UND_ERR_SOCKET: 'connection-reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'connection-reset',
  ECONNREFUSED: 'connection-refused',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ETIMEDOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  EAI_AGAIN: 'dns',
  // "No such name" is also what macOS, Windows and some resolvers answer while the network is down, and
  // curl --retry counts it as transient too. A name with a slip in it costs the deadline, no more.
  ENOTFOUND: 'dns',
  EPROTO: 'tls-handshake',
  ERR_TLS_HANDSHAKE_TIMEOUT: 'tls-handshake',
};

/** OpenSSL's own errors become ERR_SSL_…; those that name a certificate or its issuer are a verdict on it. */
const TLS_FAILURE = /^ERR_SSL_(?!.*(CERT|UNKNOWN_CA))/;

/** Enough for a fetch TypeError with an AggregateError of sockets in it, and an end for a ring of causes. */
const DEPTH = 5;

/**
 * Judges an error of the network by its code, and by the codes of its `cause` (fetch throws a TypeError
 * around the real error) and of its `errors` (one for each address that was tried). A timeout of
 * `AbortSignal.timeout` is transient; an abort, and everything that is no network error, is final.
 */
export function classifyNetworkError(error: unknown): Verdict {
  const reason = transientReason(error, DEPTH);
  return reason === undefined ? { kind: 'final', reason: 'unknown' } : { kind: 'transient', reason };
}

function transientReason(error: unknown, depth: number): string | undefined {
  if (!(error instanceof Error) || depth === 0) return undefined;
  const { code, errors = [] } = error as { code?: unknown; errors?: readonly unknown[] };
  if (typeof code === 'string') {
    if (Object.hasOwn(TRANSIENT_CODES, code)) return TRANSIENT_CODES[code];
    if (TLS_FAILURE.test(code)) return 'tls-handshake';
  }
  if (error.name === 'TimeoutError') return 'timeout';
  for (const inner of [error.cause, ...errors]) {
    const reason = transientReason(inner, depth - 1);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

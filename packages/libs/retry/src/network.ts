import { proxyStatus } from './proxy-status.ts';
import { isTransientStatus } from './status.ts';
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
  ENOTFOUND: 'no-such-name',
  EPROTO: 'tls-handshake',
  ERR_TLS_HANDSHAKE_TIMEOUT: 'tls-handshake',
};

/**
 * How often a name is looked up. "No such name" is also what macOS, Windows and some resolvers answer while
 * the network is down, so it is asked again, for some seconds; a resolver that says "try again" gets a minute
 * or two. Beyond that the name is wrong, or the runner reaches the network only through a proxy.
 */
const MOST_IN_ROW: Readonly<Record<string, number>> = { 'no-such-name': 4, dns: 8 };

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
  const reason = firstIn(error, transientReason);
  if (reason !== undefined) return { kind: 'transient', reason, maxInRow: MOST_IN_ROW[reason] };
  return { kind: 'final', reason: 'unknown' };
}

/**
 * Whether an error is one of the network, of TLS or of a proxy: of a known shape, and so no bug of ours.
 * `fetch` wraps all of its own in a `TypeError` with a cause; a `TypeError` without one is a bug.
 */
export function isNetworkError(error: unknown): boolean {
  return (
    firstIn(
      error,
      (one) =>
        isFetchFailure(one) ||
        isStopped(one) ||
        proxyStatus(one) !== undefined ||
        NETWORK_CODE.test(codeOf(one)),
    ) === true
  );
}

/** The code of a network error, or of the first of its causes that has one. */
export function networkCodeOf(error: unknown): string | undefined {
  return firstIn(error, (one) => (NETWORK_CODE.test(codeOf(one)) ? codeOf(one) : undefined));
}

/** Codes of undici, the HTTP parser, TLS, certificates and proxies; those of sockets are in the table. */
const NETWORK_CODE =
  /^(UND_ERR_(?!INVALID_ARG)|HPE_|ERR_(SSL|TLS|PROXY|HTTP2|STREAM_PREMATURE)_?|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|E(CONN|NET|HOST|AI_|PIPE|PROTO|TIMEDOUT|NOTFOUND))/;

function isFetchFailure(error: Error): boolean {
  const says = error.message === 'fetch failed' || error.message === 'terminated';
  return error instanceof TypeError && says && error.cause instanceof Error;
}

function isStopped({ name }: Error): boolean {
  return name === 'TimeoutError' || name === 'AbortError';
}

function codeOf(error: Error): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

function transientReason(error: Error): string | undefined {
  const code = codeOf(error);
  const proxy = proxyStatus(error);
  if (proxy !== undefined) return isTransientStatus(proxy) ? `proxy-${proxy}` : undefined;
  if (Object.hasOwn(TRANSIENT_CODES, code)) return TRANSIENT_CODES[code];
  if (TLS_FAILURE.test(code)) return 'tls-handshake';
  return error.name === 'TimeoutError' ? 'timeout' : undefined;
}

/** What `judge` finds in an error, its causes and the errors that it gathers. */
export function firstIn<T>(
  error: unknown,
  judge: (error: Error) => T | undefined,
  depth = DEPTH,
): T | undefined {
  if (!(error instanceof Error) || depth === 0) return undefined;
  const found = judge(error);
  if (found !== undefined && found !== false) return found;
  const { errors = [] } = error as { errors?: readonly unknown[] };
  for (const inner of [error.cause, ...errors]) {
    const deeper = firstIn(inner, judge, depth - 1);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}

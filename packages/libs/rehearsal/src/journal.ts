import type { IncomingHttpHeaders } from 'node:http';
import type { Fault } from './fault.ts';

/** One request and what became of it. Holds no secret. */
export interface JournalEntry {
  readonly method: string;
  /** Path and query; the values of signatures and tokens in the query are replaced by `***`. */
  readonly path: string;
  /** The status that was answered, or `none` when the connection was broken instead. */
  readonly status: number | 'none';
  /** Milliseconds from the arrival of the request to the first byte of the answer. */
  readonly durationMs: number;
  /** The scheme with the credential replaced: `Bearer ***`. Absent where none was sent. */
  readonly authorization?: string;
  /** The fault that struck. */
  readonly fault?: Fault['kind'];
  /** Why the stage itself failed: no route, or what the route threw. */
  readonly problem?: string;
}

const SECRET_PARAMETER = /^(sig|signature|token|access_token|.*secret.*)$/i;

/** Path and query of `url` as they may be shown. */
export function shownPath(url: URL): string {
  const query = new URLSearchParams(url.search);
  for (const name of new Set(query.keys())) if (SECRET_PARAMETER.test(name)) query.set(name, '***');
  return query.size === 0 ? url.pathname : `${url.pathname}?${query.toString().replaceAll('%2A', '*')}`;
}

/** The authorization header without what is secret in it. */
export function shownAuthorization(headers: IncomingHttpHeaders): string | undefined {
  const { authorization } = headers;
  if (authorization === undefined) return undefined;
  const [scheme] = /^(Basic|Bearer|token)(?= )/i.exec(authorization) ?? [];
  return scheme === undefined ? '***' : `${scheme} ***`;
}

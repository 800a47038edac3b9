import { messageOf } from '@gatehouse/action-kit/errors';
import { classifyNetworkError, classifyResponse, type Verdict } from '@gatehouse/retry';

const NO_HEADERS = { get: () => null };

/**
 * Judges what the artifact client threw. It keeps of an answer, and of an error of the network, only what its
 * text says: `Failed to ListArtifacts: Received non-retryable error: Failed request: (403) Forbidden: …`, or
 * `Unable to make request: ECONNRESET`.
 */
export function classifyServiceFailure(thrown: unknown): Verdict {
  const text = messageOf(thrown);
  const status = statusIn(text);
  if (status !== undefined) return classifyResponse({ status, headers: NO_HEADERS, text });
  return classifyNetworkError(withCode(thrown, text));
}

/**
 * The same for an upload, which is final once the service may have created the artifact: its name is taken
 * then, and a second upload would be refused as another leg's.
 */
export function classifyUploadFailure(thrown: unknown): Verdict {
  const text = messageOf(thrown);
  const status = statusIn(text);
  const refused = status === 403 || status === 429 || NEVER_SENT.test(text);
  const created = !/Failed to CreateArtifact\b/.test(text);
  return created || !refused ? { kind: 'final', reason: 'unknown' } : classifyServiceFailure(thrown);
}

/** Errors that come before a request is on its way. */
const NEVER_SENT = /\b(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)\b/;

function statusIn(text: string): number | undefined {
  const status = /\bFailed request: \((\d{3})\)/.exec(text)?.[1];
  return status === undefined ? undefined : Number(status);
}

function withCode(thrown: unknown, text: string): unknown {
  const code =
    /\bE[A-Z]{3,}(_[A-Z]+)*\b/.exec(text)?.[0] ?? (/socket hang up/.test(text) ? 'ECONNRESET' : undefined);
  return code === undefined ? thrown : Object.assign(new Error(text, { cause: thrown }), { code });
}

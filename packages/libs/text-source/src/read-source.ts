import { ActionError, isActionError, type Log, messageOf, quote } from '@gatehouse/action-kit';
import {
  classifyNetworkError,
  classifyResponse,
  isNetworkError,
  networkAdvice,
  type RetryDeps,
  RetryError,
  retry,
  type Verdict,
} from '@gatehouse/retry';
import { isAllowedUrl, type Location } from './location.ts';
import { decodeText, MAX_BYTES, readText, tooLarge } from './text.ts';

/** What reading a source needs from the world. */
export interface SourceDeps {
  readonly fetch: typeof fetch;
  readonly log: Log;
  /** Clock and chance of the retries; the real ones by default. */
  readonly retry?: RetryDeps;
}

/** How a text is taken in. */
export interface Reading<T> {
  /** Milliseconds for everything, pauses and the body included, where the text lies behind a URL. */
  readonly timeoutMs: number;
  /** Makes of the text what the caller wants; `where` is the path, or the URL without its query. */
  readonly read: (text: string, where: string) => T;
  /** The code of the `ActionError` with which `read` refuses a text that was damaged on its way. */
  readonly damagedCode: string;
}

/** `fetch` heeds its signal at once; what does not is left behind, so that the deadline holds. */
const SETTLE_MS = 500;

/** Enough of a refusal to tell a rate limit from a permission. */
const REFUSAL_BYTES = 16 * 1024;

/** A text that is damaged three times over is not damaged on its way. */
const DAMAGED_TRIES = 3;

/**
 * Reads a text from its place. A server that fails for a while is asked again until the time is up.
 * Fails with `SOURCE_UNAVAILABLE`, `NO_SUCH_FILE`, `UNREADABLE`, or with what `read` throws.
 */
export async function readSource<T>(location: Location, reading: Reading<T>, deps: SourceDeps): Promise<T> {
  if (location.kind === 'file') return reading.read(await readText(location.path), location.path);
  const where = location.url.origin + location.url.pathname;
  let damaged = 0;
  const classify = (error: unknown): Verdict => {
    if (error instanceof SourceFailure) return error.verdict;
    if (isActionError(error, reading.damagedCode) && ++damaged < DAMAGED_TRIES) {
      return { kind: 'transient', reason: 'damaged-text' };
    }
    return classifyNetworkError(error);
  };
  const attempt = async ({ signal }: { signal: AbortSignal }) =>
    reading.read(await download(location.url, where, signal, deps.fetch), where);
  try {
    return await retry(
      attempt,
      {
        deadlineMs: reading.timeoutMs,
        attemptTimeoutMs: 30_000,
        settleMs: SETTLE_MS,
        classify,
        onRetry: ({ error, verdict, delayMs }) =>
          deps.log.info(
            `${quote(where)}: ${verdict.reason} (${told(error)}), next try in ${Math.round(delayMs)} ms`,
          ),
      },
      deps.retry,
    );
  } catch (error) {
    if (!(error instanceof RetryError || error instanceof SourceFailure || isNetworkError(error)))
      throw error;
    const last = error instanceof RetryError ? error.cause : error;
    throw new ActionError({
      code: 'SOURCE_UNAVAILABLE',
      message: `${quote(where)} cannot be read: ${told(error)}`,
      hint:
        networkAdvice(last, location.url.host) ??
        'Check the address, or run the job again when the server answers.',
      cause: error,
    });
  }
}

/** What the server answered instead of the text. */
class SourceFailure extends Error {
  override readonly name = 'SourceFailure';
  readonly verdict: Verdict;

  constructor(message: string, verdict: Verdict) {
    super(message);
    this.verdict = verdict;
  }
}

async function download(url: URL, where: string, signal: AbortSignal, get: typeof fetch): Promise<string> {
  const response = await get(url, { signal });
  const { status, headers } = response;
  if (!response.ok) {
    const text = await beginningOf(response);
    throw new SourceFailure(`it answered ${status}`, classifyResponse({ status, headers, text }));
  }
  if (!isAllowedUrl(new URL(response.url))) {
    const verdict: Verdict = { kind: 'final', reason: 'redirect' };
    throw new SourceFailure('it leads to an address without HTTPS', verdict);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES) throw tooLarge(where);
    chunks.push(chunk);
  }
  return decodeText(Buffer.concat(chunks), where);
}

async function beginningOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > REFUSAL_BYTES) break;
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The message of an error and of its cause: `fetch` keeps all that matters in the latter. */
function told(error: unknown): string {
  const last = error instanceof RetryError ? error.cause : error;
  const cause = last instanceof Error && last.cause !== undefined ? `: ${messageOf(last.cause)}` : '';
  return quote(messageOf(error) + cause);
}

import { ActionError, isActionError, type Log, messageOf, quote } from '@gatehouse/action-kit';
import {
  classifyNetworkError,
  classifyResponse,
  type RetryDeps,
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
  /** Milliseconds for all tries together, where the text lies behind a URL. */
  readonly timeoutMs: number;
  /** Makes of the text what the caller wants; `where` is the path, or the URL without its query. */
  readonly read: (text: string, where: string) => T;
  /** The code of the `ActionError` with which `read` refuses a text that was damaged on its way. */
  readonly damagedCode: string;
}

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
    if (error instanceof HttpFailure) return error.verdict;
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
        classify,
        onRetry: ({ error, verdict, delayMs }) =>
          deps.log.info(
            `${quote(where)}: ${verdict.reason} (${told(error)}), next try in ${Math.round(delayMs)} ms`,
          ),
      },
      deps.retry,
    );
  } catch (error) {
    if (error instanceof ActionError) throw error;
    throw new ActionError({
      code: 'SOURCE_UNAVAILABLE',
      message: `${quote(where)} cannot be read: ${told(error)}`,
      hint: 'Check the address, or run the job again when the server answers.',
      cause: error,
    });
  }
}

class HttpFailure extends Error {
  override readonly name = 'HttpFailure';
  readonly verdict: Verdict;

  constructor(response: Response) {
    super(`it answered ${response.status}`);
    this.verdict = classifyResponse(response);
  }
}

async function download(url: URL, where: string, signal: AbortSignal, get: typeof fetch): Promise<string> {
  const response = await get(url, { signal });
  if (!response.ok) {
    await response.body?.cancel();
    throw new HttpFailure(response);
  }
  if (!isAllowedUrl(new URL(response.url))) throw new Error('it leads to an address without HTTPS');
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_BYTES) throw tooLarge(where);
    chunks.push(chunk);
  }
  return decodeText(Buffer.concat(chunks), where);
}

/** The message of an error and of its cause: `fetch` keeps all that matters in the latter. */
function told(error: unknown): string {
  const cause = error instanceof Error && error.cause !== undefined ? `: ${messageOf(error.cause)}` : '';
  return quote(messageOf(error) + cause);
}

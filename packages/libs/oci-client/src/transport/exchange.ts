import { RegistryError } from '../error/index.ts';
import { onwardUrl } from './onward.ts';
import { addressOf, type RegistryRequest } from './request.ts';

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const MOST_REDIRECTS = 5;

/** An answer and where it came from in the end. */
export interface Answer {
  readonly response: Response;
  readonly url: URL;
}

/**
 * Sends a request once and follows where it leads. The header Authorization goes to `origin` alone: blobs are
 * served by storage on other hosts, which must not see it.
 */
export async function exchange(
  request: RegistryRequest,
  origin: string,
  { authorization, agent, signal, fetch: send }: ExchangeTerms,
): Promise<Answer> {
  let url = addressOf(request, origin);
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const own = url.origin === origin && authorization !== undefined ? { authorization } : {};
    const headers = { 'user-agent': agent, ...request.headers, ...own };
    const body = await bodyOf(request, signal);
    const response = await send(url, {
      method: request.method,
      headers,
      signal,
      redirect: 'manual',
      ...body,
    });
    const location = response.headers.get('location');
    if (!REDIRECTS.includes(response.status) || location === null) return { response, url };
    await response.body?.cancel();
    if (request.method !== 'GET' && request.method !== 'HEAD') throw redirectedWrite(request, url);
    url = onwardUrl(url, location, 'the place to read from');
  }
  throw new RegistryError({
    kind: 'invalid',
    message: `${url.host} redirects more than ${MOST_REDIRECTS} times.`,
  });
}

/** The terms of one exchange. */
export interface ExchangeTerms {
  readonly authorization: string | undefined;
  /** The header User-Agent. */
  readonly agent: string;
  readonly signal: AbortSignal;
  readonly fetch: typeof fetch;
}

async function bodyOf({ body }: RegistryRequest, signal: AbortSignal): Promise<RequestInit> {
  switch (body?.kind) {
    case undefined:
      return {};
    case 'bytes':
      return { body: new Uint8Array(body.bytes) };
    case 'stream':
      return { body: await body.open(signal), duplex: 'half' } as RequestInit;
    default:
      return body satisfies never;
  }
}

function redirectedWrite({ method }: RegistryRequest, url: URL): RegistryError {
  return new RegistryError({
    kind: 'invalid',
    message: `${url.host} redirects ${method} ${url.pathname} to another place.`,
    hint: 'Name the registry itself and not a proxy or an old name of it.',
  });
}

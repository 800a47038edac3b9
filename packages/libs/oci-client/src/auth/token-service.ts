import { registerSecret } from '@gatehouse/action-kit';
import { networkError, refusalError } from '../error/failure.ts';
import { RegistryError } from '../error/index.ts';
import { readBounded } from '../transport/body.ts';
import { basicHeader, type Credential } from './credential.ts';

/** A token for the scopes that it was asked for. */
export interface Token {
  readonly value: string;
  /** How long it may be used from now on, in milliseconds. */
  readonly lifeMs: number;
}

/** The token service that a registry names in its challenge. */
export interface TokenService {
  readonly realm: URL;
  readonly service: string | undefined;
}

/** What asking a token service needs from the world. */
export interface TokenDeps {
  readonly fetch: typeof fetch;
  /** The time of day in milliseconds, as `Date.now()` gives it. */
  readonly wallClock: () => number;
}

const LARGEST = 128 * 1024;
/** The token spec's default and its shortest life, in seconds; some registries say less and mean this. */
const SHORTEST_LIFE_S = 60;
/** Renewed this early, so that it does not expire on its way. */
const BUFFER_MS = 5000;

/**
 * Asks for a token: with GET and Basic as the token spec of distribution has it, or with an identity token by
 * POST as OAuth 2. A redirect is refused, for the credential is in the request.
 */
export async function fetchToken(
  { realm, service }: TokenService,
  scopes: readonly string[],
  credential: Exclude<Credential, { kind: 'registry-token' }>,
  registry: string,
  deps: TokenDeps,
  signal: AbortSignal,
): Promise<Token> {
  const { url, init } = requestFor(realm, service, scopes, credential);
  const { method } = init;
  const asked = {
    method,
    freshness: 'settled' as const,
    request: `${method} ${realm.origin}${realm.pathname}`,
    what: `a token for ${registry}`,
  };
  try {
    const response = await deps.fetch(url, { ...init, signal, redirect: 'manual' });
    const body = (await readBounded(response, LARGEST, asked.what)).toString('utf8');
    if (response.ok) return readToken(body, registry);
    throw refusalError(asked, { status: response.status, headers: response.headers, body }, deps.wallClock());
  } catch (thrown) {
    throw authError(networkError(asked, thrown));
  }
}

function requestFor(
  realm: URL,
  service: string | undefined,
  scopes: readonly string[],
  credential: Exclude<Credential, { kind: 'registry-token' }>,
) {
  const named: readonly [string, string][] = service === undefined ? [] : [['service', service]];
  if (credential.kind === 'identity-token') {
    const form = new URLSearchParams([
      ['grant_type', 'refresh_token'],
      ['refresh_token', credential.token],
      ['client_id', 'gatehouse'],
      ...named,
      ['scope', scopes.join(' ')],
    ]);
    return { url: realm, init: { method: 'POST', body: form, headers: {} } };
  }
  const url = new URL(realm);
  for (const [name, value] of [...named, ...scopes.map((scope) => ['scope', scope] as const)]) {
    url.searchParams.append(name, value);
  }
  const headers: Record<string, string> =
    credential.kind === 'basic' ? { authorization: basicHeader(credential) } : {};
  return { url, init: { method: 'GET', headers } };
}

function readToken(body: string, registry: string): Token {
  const { token, access_token, expires_in } = parse(body);
  const value = [token, access_token].find((one) => typeof one === 'string' && one !== '');
  if (typeof value !== 'string' || !/^[\x21-\x7e]+$/.test(value)) {
    throw new RegistryError({
      kind: 'transient',
      message: `The token service of ${registry} answered without a token.`,
    });
  }
  registerSecret(value);
  const life = typeof expires_in === 'number' && expires_in > SHORTEST_LIFE_S ? expires_in : SHORTEST_LIFE_S;
  return { value, lifeMs: life * 1000 - BUFFER_MS };
}

interface TokenAnswer {
  readonly token?: unknown;
  readonly access_token?: unknown;
  readonly expires_in?: unknown;
}

function parse(body: string): TokenAnswer {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
}

/** What a token service does not know says nothing of what the registry has. */
function authError(error: unknown): unknown {
  if (!(error instanceof RegistryError) || error.kind !== 'absent') return error;
  const { message, hint, status, cause } = error;
  return new RegistryError({ kind: 'auth', message, hint, status, cause });
}

import { RegistryError } from '../error/index.ts';
import { onwardUrl } from '../transport/onward.ts';
import { parseChallenges } from './challenge.ts';
import { basicHeader, type Credential } from './credential.ts';
import type { Keychain } from './keychain.ts';
import { type Scope, scopeTexts } from './scope.ts';
import { fetchToken, type Token, type TokenDeps, type TokenService } from './token-service.ts';

/** What an authorizer needs from the world. */
export interface AuthorizerDeps extends TokenDeps {
  readonly keychain: Keychain;
  /** A clock that never goes back, in milliseconds. */
  readonly now: () => number;
}

/** How a registry wants to be asked, as its last challenge said. */
type Scheme =
  | { readonly kind: 'basic' }
  | { readonly kind: 'bearer'; readonly service: TokenService; readonly scopes: readonly string[] };

interface Held {
  readonly token: Promise<Token & { readonly endMs: number }>;
}

/** A 401, as far as it is needed to answer it. */
export interface Challenged {
  readonly url: URL;
  /** The header WWW-Authenticate. */
  readonly challenge: string | null;
  /** The header Authorization that was refused. */
  readonly used: string | undefined;
}

/**
 * Finds the header Authorization for requests to one registry. It never leaves this registry's host, save to
 * the token service that the registry names. Fails with `auth`, `denied` or what the token service answers.
 */
export class Authorizer {
  readonly #registry: string;
  readonly #deps: AuthorizerDeps;
  readonly #tokens = new Map<string, Held>();
  #scheme: Scheme | undefined;

  constructor(registry: string, deps: AuthorizerDeps) {
    this.#registry = registry;
    this.#deps = deps;
  }

  /** The header for a request; `undefined` until the registry has asked for one. */
  async header(scopes: readonly Scope[], signal: AbortSignal): Promise<string | undefined> {
    const credential = await this.#credential(scopes);
    if (credential.kind === 'registry-token') return `Bearer ${credential.token}`;
    switch (this.#scheme?.kind) {
      case undefined:
        return undefined;
      case 'basic':
        return credential.kind === 'basic' ? basicHeader(credential) : undefined;
      case 'bearer':
        return this.#bearer(this.#scheme, scopes, credential, signal);
      default:
        return this.#scheme satisfies undefined;
    }
  }

  /** The header to try once more with after a 401. */
  async renew(challenged: Challenged, scopes: readonly Scope[], signal: AbortSignal): Promise<string> {
    const credential = await this.#credential(scopes);
    if (credential.kind === 'registry-token') throw this.#error('rejected the registry token');
    const scheme = this.#schemeOf(challenged);
    this.#scheme = scheme;
    if (scheme.kind === 'bearer') {
      await this.#forget(keyOf(scopes), challenged.used);
      return this.#bearer(scheme, scopes, credential, signal);
    }
    if (credential.kind !== 'basic') throw this.#error('wants a user name and a password, and none is known');
    const header = basicHeader(credential);
    if (header === challenged.used) throw this.#error('rejected the user name or the password');
    return header;
  }

  async #credential(scopes: readonly Scope[]): Promise<Credential> {
    const [first] = scopes;
    return first === undefined ? { kind: 'anonymous' } : this.#deps.keychain.credentialFor(first.repository);
  }

  #schemeOf({ url, challenge }: Challenged): Scheme {
    const challenges = parseChallenges(challenge);
    const bearer = challenges.find(({ scheme }) => scheme === 'bearer')?.parameters;
    const realm = bearer?.get('realm');
    if (bearer !== undefined && realm !== undefined) {
      const service = { realm: onwardUrl(url, realm, 'its token service'), service: bearer.get('service') };
      const scopes = (bearer.get('scope') ?? '').split(' ').filter((scope) => scope !== '');
      return { kind: 'bearer', service, scopes };
    }
    if (challenges.some(({ scheme }) => scheme === 'basic')) return { kind: 'basic' };
    throw this.#error(
      'wants credentials and names no way to give them (Bearer or Basic in WWW-Authenticate)',
    );
  }

  async #bearer(
    scheme: Extract<Scheme, { kind: 'bearer' }>,
    scopes: readonly Scope[],
    credential: Exclude<Credential, { kind: 'registry-token' }>,
    signal: AbortSignal,
  ): Promise<string> {
    const key = keyOf(scopes);
    const held = this.#tokens.get(key);
    if (held !== undefined) {
      // Another request asked for it, and may have given up.
      const token = await held.token.catch(() => undefined);
      if (token !== undefined && token.endMs > this.#deps.now()) return `Bearer ${token.value}`;
      if (this.#tokens.get(key) === held) this.#tokens.delete(key);
      return this.#bearer(scheme, scopes, credential, signal);
    }
    const wanted = [...new Set([...scopeTexts(scopes), ...scheme.scopes])];
    const token = fetchToken(scheme.service, wanted, credential, this.#registry, this.#deps, signal).then(
      (fresh) => ({ ...fresh, endMs: this.#deps.now() + fresh.lifeMs }),
    );
    const fresh: Held = { token };
    this.#tokens.set(key, fresh);
    try {
      return `Bearer ${(await token).value}`;
    } catch (thrown) {
      if (this.#tokens.get(key) === fresh) this.#tokens.delete(key);
      throw thrown;
    }
  }

  /** Drops the token that was refused, unless another request has renewed it already. */
  async #forget(key: string, used: string | undefined): Promise<void> {
    const held = this.#tokens.get(key);
    const token = await held?.token.catch(() => undefined);
    const isRefused = token === undefined || `Bearer ${token.value}` === used;
    if (isRefused && this.#tokens.get(key) === held) this.#tokens.delete(key);
  }

  #error(why: string): RegistryError {
    return new RegistryError({
      kind: 'auth',
      status: 401,
      message: `The registry ${this.#registry} ${why}.`,
      hint: 'Log in to this registry before this step, for example with docker/login-action (without its input "scope").',
    });
  }
}

const keyOf = (scopes: readonly Scope[]): string => scopeTexts(scopes).join(' ');

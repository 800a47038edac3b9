import type { IncomingHttpHeaders } from 'node:http';
import type { Publisher } from './published.ts';
import { canonical } from './store.ts';

/** What a token of the registry may do. */
export interface TokenGrant {
  readonly by: Publisher;
  /** `all` for a user's token; a trusted token is good for the crates of its configuration. */
  readonly crates: 'all' | readonly string[];
  /** Milliseconds since 1970; `never` for a user's token. */
  readonly expiresAt: number | 'never';
}

/** The tokens that are good, given out or known beforehand. */
export class TokenBook {
  readonly #grants = new Map<string, TokenGrant>();
  readonly #clock: () => number;
  #given = 0;

  constructor(users: Readonly<Record<string, string>>, clock: () => number) {
    this.#clock = clock;
    for (const [token, user] of Object.entries(users)) {
      this.#grants.set(token, { by: { kind: 'user', user }, crates: 'all', expiresAt: 'never' });
    }
  }

  /** A new token. */
  mint(grant: TokenGrant): string {
    this.#given += 1;
    const token = `cio_tp_stage${String(this.#given).padStart(26, '0')}`;
    this.#grants.set(token, grant);
    return token;
  }

  /** Whether there was such a token. */
  revoke(headers: IncomingHttpHeaders): boolean {
    return this.#grants.delete(tokenIn(headers));
  }

  /** What the token of a request may do, `undefined` when it is none, expired or revoked. */
  grant(headers: IncomingHttpHeaders): TokenGrant | undefined {
    const grant = this.#grants.get(tokenIn(headers));
    const expired = grant !== undefined && grant.expiresAt !== 'never' && this.#clock() >= grant.expiresAt;
    return expired ? undefined : grant;
  }

  /** How many trusted tokens were given out and are neither revoked nor expired. */
  live(): number {
    const isLive = ({ expiresAt }: TokenGrant) => expiresAt !== 'never' && this.#clock() < expiresAt;
    return [...this.#grants.values()].filter(isLive).length;
  }
}

/** Whether `grant` is good for this crate. */
export function covers({ crates }: TokenGrant, name: string): boolean {
  return crates === 'all' || crates.some((crate) => canonical(crate) === canonical(name));
}

function tokenIn({ authorization = '' }: IncomingHttpHeaders): string {
  return authorization.replace(/^Bearer /, '');
}

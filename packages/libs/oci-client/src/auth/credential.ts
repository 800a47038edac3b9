import { registerSecret } from '@gatehouse/action-kit';

/** As whom a registry is asked. */
export type Credential =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  /** A refresh token of OAuth 2, to be exchanged at the token service. */
  | { readonly kind: 'identity-token'; readonly token: string }
  /** A ready token for the registry itself. */
  | { readonly kind: 'registry-token'; readonly token: string };

export const ANONYMOUS: Credential = { kind: 'anonymous' };

/** `Basic …`, for the header Authorization. */
export function basicHeader({ username, password }: Extract<Credential, { kind: 'basic' }>): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Keeps what is secret in a credential out of every log and error. */
export function conceal(credential: Credential): Credential {
  switch (credential.kind) {
    case 'anonymous':
      break;
    case 'basic':
      registerSecret(credential.password);
      registerSecret(`${credential.username}:${credential.password}`);
      break;
    case 'identity-token':
    case 'registry-token':
      registerSecret(credential.token);
      break;
    default:
      credential satisfies never;
  }
  return credential;
}

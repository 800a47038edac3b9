export { ANONYMOUS, type Credential } from './credential.ts';
export { dockerKeychain, type Keychain, type KeychainDeps } from './keychain.ts';

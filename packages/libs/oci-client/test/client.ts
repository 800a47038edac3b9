import { type Log, memoryLog } from '@gatehouse/action-kit';
import {
  ANONYMOUS,
  type Credential,
  createRegistryClient,
  type Keychain,
  type RegistryClientOptions,
} from '../src/index.ts';
import { quickClock } from './clock.ts';

/** A keychain with one credential for everything. */
export const keychainOf = (credential: Credential): Keychain => ({ credentialFor: async () => credential });

/** How a client of a test differs from the usual one: anonymous, and with pauses that take no time. */
export interface TestClientOptions extends Partial<RegistryClientOptions> {
  readonly credential?: Credential;
  readonly fetch?: typeof fetch;
  readonly log?: Log;
}

/** A client that gives up after a minute of pauses that take no time. */
export function testClient(options: TestClientOptions = {}) {
  const { credential = ANONYMOUS, log = memoryLog(), ...rest } = options;
  const clock = quickClock();
  const client = createRegistryClient(
    { name: 'test', remainingMs: () => 60_000, ...rest },
    { fetch: options.fetch ?? fetch, log, keychain: keychainOf(credential), clock },
  );
  return { ...client, pauses: clock.pauses };
}

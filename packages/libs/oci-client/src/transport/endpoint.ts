import { isLoopback } from './address.ts';

/** Where the API of a registry is. */
export interface Endpoint {
  /** The registry as references name it. */
  readonly registry: string;
  /** `https://ghcr.io`, without a path. */
  readonly origin: string;
}

/** Docker Hub serves its API under another name than the one in references. */
const API_HOSTS: Readonly<Record<string, string>> = { 'docker.io': 'registry-1.docker.io' };

/**
 * The endpoint of a registry: https, or http for this machine and for `plainHttp`, the registries that the
 * user says speak no TLS.
 */
export function endpointOf(registry: string, plainHttp: readonly string[] = []): Endpoint {
  const host = API_HOSTS[registry] ?? registry;
  const { hostname } = new URL(`http://${host}/`);
  const isPlain = plainHttp.includes(registry) || isLoopback(hostname);
  return { registry, origin: new URL(`${isPlain ? 'http' : 'https'}://${host}/`).origin };
}

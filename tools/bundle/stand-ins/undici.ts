/**
 * Stands in for `undici` in every bundle, where the package would be nine tenths of each entry
 * (actions/toolkit#1621). What `@actions/github` needs of it is the platform's own.
 */
export const fetch = globalThis.fetch;

/** Taken by `@actions/http-client` to reach a server through a proxy, and by nothing else. */
export class ProxyAgent {
  constructor() {
    throw new Error(
      'A proxy is configured (http_proxy or https_proxy), and this action cannot use one for this request. ' +
        'Add the host to no_proxy, or run the job where it can be reached directly.',
    );
  }
}

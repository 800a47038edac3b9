/**
 * Stands in for `undici` in every bundle, where the package would be nine tenths of each entry
 * (actions/toolkit#1621). What `@actions/github` needs of it is the platform's own.
 */
export const fetch = globalThis.fetch;

/** Where Node keeps what its `fetch` sends requests with; there once a proxy was set, or at the first request. */
const DISPATCHER = Symbol.for('undici.globalDispatcher.1');

/**
 * Made by `@actions/http-client` where a proxy is set, for requests of `fetch`: gives the dispatcher that an
 * action has already told of its proxies (`useProxies` in action-kit).
 */
export function ProxyAgent() {
  return (globalThis as { readonly [DISPATCHER]?: object })[DISPATCHER] ?? {};
}

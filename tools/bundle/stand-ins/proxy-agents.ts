import http from 'node:http';
import https from 'node:https';

/**
 * Stands in for `tunnel`, `http-proxy-agent` and `https-proxy-agent`, with which the artifact client reaches a
 * proxy. An action has given its proxies to Node's global agents (`useProxies` in action-kit), so that one
 * reading of `HTTPS_PROXY` and `NO_PROXY` counts for every request.
 */
const overHttp = () => proxied(http.globalAgent);
const overHttps = () => proxied(https.globalAgent);

/** `tunnel`: named after the target, then the proxy. */
export {
  overHttp as httpOverHttp,
  overHttp as httpOverHttps,
  overHttps as httpsOverHttp,
  overHttps as httpsOverHttps,
};

/** `http-proxy-agent`; `new` gives what the function returns. */
export function HttpProxyAgent() {
  return overHttp();
}

/** `https-proxy-agent`. */
export function HttpsProxyAgent() {
  return overHttps();
}

/** Node before 24.5 has agents that know of no proxy; going round it would be silent. */
function proxied<A extends http.Agent>(agent: A): A {
  const { options } = agent as { readonly options?: { readonly proxyEnv?: unknown } };
  if (options?.proxyEnv !== undefined) return agent;
  throw new Error(
    `A proxy is configured (HTTP_PROXY or HTTPS_PROXY), and Node ${process.version} cannot use one; expected Node 24.5 or later.`,
  );
}

import { registerSecret } from '../secrets.ts';

/** Whether this process goes on, or ran as another one that has ended. */
export type ProxyUse = 'goes-on' | 'was-run-again';

/**
 * Lets every request of this process go through the proxies that `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` name,
 * in upper or lower case. `hide` keeps a password out of every text. Fails with `INVALID_PROXY`.
 */
export async function useProxiesOf(
  env: NodeJS.ProcessEnv,
  hide: (secret: string) => void = registerSecret,
): Promise<ProxyUse> {
  const { http_proxy, HTTP_PROXY, https_proxy, HTTPS_PROXY } = env;
  if (!(http_proxy || HTTP_PROXY || https_proxy || HTTPS_PROXY)) return 'goes-on';
  // Loaded only where a proxy is set, for a cold start without one.
  return (await import('./use-proxies.ts')).useProxies(env, hide);
}

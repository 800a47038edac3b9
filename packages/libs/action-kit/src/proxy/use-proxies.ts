import { ActionError } from '../errors.ts';
import { hideCredentials } from './credentials.ts';
import type { ProxyUse } from './proxy-use.ts';
import { restart } from './restart.ts';
import { proxyVariables, readProxySettings } from './settings.ts';

/** Set in a process that was started again with its proxies. */
const STARTED_AGAIN = 'GATEHOUSE_STARTED_WITH_PROXIES';

/**
 * Makes `fetch` and Node's global agents use the proxies of the environment, from now on in this whole process.
 * Node 24.14 can be told while it runs; from 24.5 on it reads `NODE_USE_ENV_PROXY` when it starts, which no
 * action can set for itself, so the action is started again; an older one fails at the first request
 * (https://nodejs.org/docs/latest-v24.x/api/http.html#built-in-proxy-support). Fails with `INVALID_PROXY`.
 */
export async function useProxies(env: NodeJS.ProcessEnv, hide: (secret: string) => void): Promise<ProxyUse> {
  const settings = readProxySettings(env);
  for (const proxy of [settings.http_proxy, settings.https_proxy]) {
    if (proxy !== undefined) hideCredentials(proxy, hide);
  }
  for (const [name, address] of proxyVariables(env)) env[name] = address;
  const { setGlobalProxyFromEnv }: Partial<typeof import('node:http')> =
    process.getBuiltinModule('node:http');
  if (setGlobalProxyFromEnv !== undefined) {
    setGlobalProxyFromEnv({ ...settings });
    return 'goes-on';
  }
  if (env[STARTED_AGAIN] !== undefined) {
    // What this process starts is not ours to set up.
    delete env[STARTED_AGAIN];
    delete env.NODE_USE_ENV_PROXY;
    return 'goes-on';
  }
  if (process.allowedNodeEnvironmentFlags.has('--use-env-proxy')) {
    await restart({ ...env, ...settings, NODE_USE_ENV_PROXY: '1', [STARTED_AGAIN]: '1' });
    return 'was-run-again';
  }
  globalThis.fetch = () => Promise.reject(tooOld());
  return 'goes-on';
}

function tooOld(): ActionError<'PROXY_UNSUPPORTED'> {
  return new ActionError({
    code: 'PROXY_UNSUPPORTED',
    message: `HTTP_PROXY or HTTPS_PROXY is set, and Node ${process.version} cannot use a proxy; expected Node 24.5 or later.`,
    hint: 'Update the runner, or unset the variables for this step if the network can be reached directly.',
  });
}

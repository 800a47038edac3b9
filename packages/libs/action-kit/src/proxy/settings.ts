import { ActionError } from '../errors.ts';
import { quote } from '../quote.ts';
import { normalizeNoProxy } from './no-proxy.ts';

/** The proxies of the environment, as Node takes them; the values are secrets. */
export interface ProxySettings {
  readonly http_proxy?: string;
  readonly https_proxy?: string;
  readonly no_proxy: string;
}

/** The variables that name a proxy; the first of a pair counts, as with curl. */
const VARIABLES = [
  ['http_proxy', 'HTTP_PROXY'],
  ['https_proxy', 'HTTPS_PROXY'],
] as const;

/**
 * Reads `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, in lower case before upper case; an address without a scheme
 * is an `http://` one. Fails with `INVALID_PROXY`.
 */
export function readProxySettings(env: NodeJS.ProcessEnv): ProxySettings {
  const proxies = VARIABLES.flatMap(([lower, upper]) => {
    const name = env[lower] ? lower : upper;
    const value = env[name];
    return value ? [[lower, readAddress(name, value)] as const] : [];
  });
  return { ...Object.fromEntries(proxies), no_proxy: normalizeNoProxy(env.no_proxy || env.NO_PROXY || '') };
}

/** The variables that are set, with their proxies; for the clients that read the environment themselves. */
export function proxyVariables(env: NodeJS.ProcessEnv): ReadonlyMap<string, string> {
  const set = VARIABLES.flat().filter((name) => env[name]);
  return new Map(set.map((name) => [name, readAddress(name, env[name] ?? '')]));
}

function readAddress(name: string, value: string): string {
  const trimmed = value.trim();
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`);
  if (url !== null && /^https?:$/.test(url.protocol) && url.hostname !== '') return url.href;
  // Where it is no address, no one can tell what in it is the password.
  const found = url === null ? 'an address that cannot be read' : quote(`${url.protocol}//${url.host}`);
  throw new ActionError({
    code: 'INVALID_PROXY',
    message: `Found ${found} in ${name}, expected an address such as http://proxy.example:3128.`,
    hint: 'Correct the variable on the runner. SOCKS proxies are not supported; a user and a password are percent-encoded.',
  });
}

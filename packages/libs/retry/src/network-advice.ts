import { firstIn, networkCodeOf } from './network.ts';
import { proxyStatus } from './proxy-status.ts';

/**
 * What to do about an error of the network that is the same tomorrow unless someone changes something: a name
 * that cannot be resolved, a proxy that refuses, a certificate that is not trusted. `undefined` for any other.
 *
 * @param host the host that was to be reached
 */
export function networkAdvice(error: unknown, host: string): string | undefined {
  const proxy = firstIn(error, proxyStatus);
  if (proxy === 407) {
    return 'The proxy rejected the credentials (407). Correct the user and the password in HTTPS_PROXY or HTTP_PROXY, percent-encoded.';
  }
  if (proxy !== undefined) {
    return `The proxy answered ${proxy} instead of connecting to ${host}. Allow this host in the proxy, or add it to NO_PROXY.`;
  }
  const code = networkCodeOf(error);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `Check the name, and the DNS of the runner. If the runner reaches ${host} only through a proxy, set HTTPS_PROXY.`;
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_/.test(code ?? '')) {
    return `The certificate of ${host} is not trusted. If a proxy inspects TLS, set NODE_EXTRA_CA_CERTS to its CA certificate.`;
  }
  return undefined;
}

import { ActionError, quote } from '@gatehouse/action-kit';

/** Where a text lies. */
export type Location =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'url'; readonly url: URL };

/**
 * A path, or a URL without user and password: HTTPS to anywhere, HTTP only to this machine.
 * Fails with `INVALID_LOCATION`.
 */
export function parseLocation(text: string): Location {
  if (!text.includes('://')) return { kind: 'file', path: text };
  const url = URL.parse(text);
  if (url && isAllowedUrl(url) && url.username === '' && url.password === '') return { kind: 'url', url };
  throw new ActionError({
    code: 'INVALID_LOCATION',
    message: `found ${quote(text.replace(/\/\/[^/]*@/, '//***@'))}, expected a path or an https:// URL without a user`,
  });
}

/** Whether a text may come from `url`, which a redirect may have led to. */
export function isAllowedUrl({ protocol, hostname }: URL): boolean {
  return (
    protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
  );
}

import { quote } from '@gatehouse/action-kit';
import { RegistryError } from '../error/index.ts';

/** The address of the next page in a `Link` header (RFC 8288), `undefined` on the last one. */
function nextLink(header: string | null): string | undefined {
  for (const [, target, parameters = ''] of (header ?? '').matchAll(/<([^<>]*)>((?:\s*;[^,<]*)*)/g)) {
    if (/;\s*rel\s*=\s*"?[^"]*\bnext\b/i.test(parameters)) return target;
  }
  return undefined;
}

/**
 * Where the list goes on, or `undefined` at its end. A page is on the same registry and of the same list: the
 * credential goes with the request. Fails with `invalid`.
 */
export function nextPage(url: URL, link: string | null): URL | undefined {
  const target = nextLink(link);
  if (target === undefined) return undefined;
  const next = URL.parse(target, url.href);
  if (
    next !== null &&
    next.origin === url.origin &&
    next.pathname === url.pathname &&
    next.href !== url.href
  ) {
    return next;
  }
  throw new RegistryError({
    kind: 'invalid',
    message: `${url.host} names ${quote(target)} as the next page of ${url.pathname}; expected another page of the same list.`,
    hint: 'Check that no proxy rewrites the answers of this registry.',
  });
}

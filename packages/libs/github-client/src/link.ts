/** The address of the next page in a `Link` header (RFC 8288), `undefined` on the last one. */
export function nextLink(header: string | null): string | undefined {
  for (const [, target, parameters = ''] of (header ?? '').matchAll(/<([^<>]*)>((?:\s*;[^,<]*)*)/g)) {
    if (/;\s*rel\s*=\s*"?[^"]*\bnext\b/i.test(parameters)) return target;
  }
  return undefined;
}

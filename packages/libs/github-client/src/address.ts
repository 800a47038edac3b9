import { ActionError, quote } from '@gatehouse/action-kit';

/** Placeholders that stand for several segments: `heads/main`, `.github/workflows/ci.yml`. */
const MANY_SEGMENTS: ReadonlySet<string> = new Set(['path', 'ref']);

/** A request's address, and the parameters that have no place in it. */
export interface Address {
  readonly url: URL;
  readonly rest: Readonly<Record<string, unknown>>;
}

/**
 * Puts `params` into the placeholders of `path`, each percent-encoded. A segment `.` or `..` would lead to
 * another endpoint, so it is refused with `INVALID_PARAMETER`, and so is an empty value.
 */
export function addressOf(base: string, path: string, params: object): Address {
  const rest: Record<string, unknown> = { ...params };
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name] ?? '');
    delete rest[name];
    const segments = MANY_SEGMENTS.has(name) ? value.split('/') : [value];
    if (segments.some((segment) => /^\.{0,2}$/.test(segment))) {
      throw new ActionError({
        code: 'INVALID_PARAMETER',
        message: `Found ${quote(value)} as ${name} of ${path}, expected a value without empty, "." or ".." segments.`,
      });
    }
    return segments.map(encodeURIComponent).join('/');
  });
  return { url: new URL(base.replace(/\/+$/, '') + filled), rest };
}

/** `url` with `params` as its query; `undefined` ones are left out. */
export function withQuery(url: URL, params: Readonly<Record<string, unknown>>): URL {
  const full = new URL(url);
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) full.searchParams.set(name, String(value));
  }
  return full;
}

import { quote } from '@gatehouse/action-kit';
import { RegistryError } from '../error/index.ts';
import { isPrivateHost } from './address.ts';

/**
 * Where an answer leads: a redirect, a token service, a page, an upload. A public registry may not lead to
 * http nor into a private network, where a request of ours could reach what the registry cannot (SSRF).
 * `from` is what the address is relative to. Fails with `invalid`.
 */
export function onwardUrl(from: URL, target: string, what: string): URL {
  const url = URL.parse(target, from.href);
  const refuse = (why: string) =>
    new RegistryError({
      kind: 'invalid',
      message: `${from.host} names ${quote(shown(target))} as ${what}, which ${why}.`,
      hint: 'Check that this registry is the one you mean, and that no proxy rewrites its answers.',
    });
  if (url === null || !/^https?:$/.test(url.protocol)) throw refuse('is not an http address');
  if (url.username !== '' || url.password !== '') throw refuse('has a user name or password in it');
  if (from.protocol === 'https:' && url.protocol === 'http:') throw refuse('is not encrypted');
  if (url.hostname !== from.hostname && isPrivateHost(url.hostname) && !isPrivateHost(from.hostname)) {
    throw refuse('is in a private network while the registry is not');
  }
  return url;
}

/** Signatures of storage are in the query. */
function shown(target: string): string {
  return target.replace(/\?.*$/s, '?…').replace(/\/\/[^/]*@/, '//***@');
}

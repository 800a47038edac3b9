import { ActionError, quote, registerSecret } from '@gatehouse/action-kit';
import type { GitTarget } from '../request.ts';
import type { Setting } from './environment.ts';

/** The name that the remote has in the writer's own repository; nobody's configuration knows it. */
export const REMOTE = 'gatehouse';

/** Where the remote is and what opens it. */
export interface Access {
  /** Without a user or a password. */
  readonly url: string;
  readonly settings: readonly Setting[];
}

/** Checks the address of the remote and adds what opens it. */
export function accessTo({ remote: { url }, token }: GitTarget): Access {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
  if (url === '' || url.startsWith('-') || /[\u0000-\u001f]/.test(url)) {
    throw badRemote(`Found ${quote(url)}; expected the address of a repository.`);
  }
  const parsed = /^https?:/i.test(url) ? URL.parse(url) : undefined;
  if (parsed === null) throw badRemote(`Found ${quote(url)}; expected the address of a repository.`);
  if (parsed?.username || parsed?.password) {
    throw badRemote(`The address on ${quote(parsed.host)} holds a user or a password; expected none.`);
  }
  const settings: Setting[] = [
    [`remote.${REMOTE}.url`, url],
    // With an address to push to, git ignores `url.*.pushInsteadOf`: a lease is worth nothing unless the
    // branch that is written is the one that was read.
    [`remote.${REMOTE}.pushurl`, url],
  ];
  if (token === undefined || token === '' || parsed === undefined) return { url, settings };
  if (parsed.protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(parsed.hostname)) {
    throw badRemote(`The token would travel unencrypted to ${quote(parsed.host)}; expected https.`);
  }
  registerSecret(token);
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  // An empty value ends what came before: GitHub answers 400 to two Authorization headers.
  const header = `http.${parsed.href}.extraheader`;
  settings.push([header, ''], [header, `AUTHORIZATION: basic ${basic}`], ['credential.helper', '']);
  return { url, settings };
}

function badRemote(message: string): ActionError<'BAD_REMOTE'> {
  return new ActionError({ code: 'BAD_REMOTE', message, hint: 'Correct the address of the remote.' });
}

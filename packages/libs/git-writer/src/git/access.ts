import { isAbsolute, resolve } from 'node:path';
import { ActionError, quote, registerSecret } from '@gatehouse/action-kit';
import type { GitTarget, WriterDeps } from '../request.ts';
import { gitEnvironment, type Setting } from './environment.ts';

/** The name that the remote has in the writer's own repository; nobody's configuration knows it. */
export const REMOTE = 'gatehouse';

/** Where the remote is and what opens it. */
export interface Access {
  /** Without a user or a password. */
  readonly url: string;
  readonly settings: readonly Setting[];
}

/** What of a checkout's configuration opens its remote; actions/checkout leaves its credentials there. */
const OPENS_A_REMOTE = /^(http|credential|url|ssh)\.|^core\.(sshcommand|gitproxy)$/i;

/** Finds the address of the remote and its credentials. */
export async function findAccess(
  { remote, token }: GitTarget,
  { exec, env = process.env }: WriterDeps,
): Promise<Access> {
  if ('url' in remote) return accessTo(remote.url, [], token);
  const { checkout, name = 'origin' } = remote;
  const ask = async (...args: readonly string[]) => {
    const { exitCode, stdout, stderr } = await exec({
      command: 'git',
      args: ['-C', checkout, ...args],
      env: gitEnvironment(env, undefined, []),
      timeoutMs: 30_000,
    });
    if (exitCode === 0) return stdout;
    throw new ActionError({
      code: 'BAD_REMOTE',
      message: `${quote(checkout)} has no remote ${quote(name)} that git can tell: ${quote(stderr.trim())}.`,
      hint: 'Check the repository out before this step, or give the address of the remote.',
    });
  };
  const url = (await ask('remote', 'get-url', '--push', '--', name)).trim();
  const settings = parseSettings(await ask('config', '--local', '--includes', '--list', '-z'));
  for (const [, value] of settings) registerAuthorization(value);
  return accessTo(isLocal(url) && !isAbsolute(url) ? resolve(checkout, url) : url, settings, token);
}

function accessTo(url: string, settings: readonly Setting[], token: string | undefined): Access {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused.
  if (url === '' || url.startsWith('-') || /[\u0000-\u001f]/.test(url)) {
    throw badRemote(`Found ${quote(url)}; expected the address of a repository.`);
  }
  const parsed = /^https?:/i.test(url) ? URL.parse(url) : undefined;
  if (parsed === null) throw badRemote(`Found ${quote(url)}; expected the address of a repository.`);
  if (parsed?.username || parsed?.password) {
    throw badRemote(`The address on ${quote(parsed.host)} holds a user or a password; expected none.`);
  }
  const own: Setting[] = [[`remote.${REMOTE}.url`, url]];
  if (token === undefined || token === '' || parsed === undefined)
    return { url, settings: [...settings, ...own] };
  if (parsed.protocol === 'http:' && !/^(localhost|127(\.\d+){3}|\[::1\])$/.test(parsed.hostname)) {
    throw badRemote(`The token would travel unencrypted to ${quote(parsed.host)}; expected https.`);
  }
  registerSecret(token);
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  // An empty value ends what came before: GitHub answers 400 to two Authorization headers.
  const header = `http.${parsed.href}.extraheader`;
  own.push([header, ''], [header, `AUTHORIZATION: basic ${basic}`], ['credential.helper', '']);
  return { url, settings: [...settings, ...own] };
}

function isLocal(url: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:|^[^/\\]+:/i.test(url);
}

function parseSettings(list: string): readonly Setting[] {
  return list.split('\0').flatMap((entry): readonly Setting[] => {
    const end = entry.indexOf('\n');
    const name = entry.slice(0, end);
    return end > 0 && OPENS_A_REMOTE.test(name) ? [[name, entry.slice(end + 1)]] : [];
  });
}

function registerAuthorization(value: string): void {
  const [, credential] = /^authorization:\s*\S+\s+(\S+)/i.exec(value) ?? [];
  if (credential !== undefined) registerSecret(credential);
}

function badRemote(message: string): ActionError<'BAD_REMOTE'> {
  return new ActionError({ code: 'BAD_REMOTE', message, hint: 'Correct the address of the remote.' });
}

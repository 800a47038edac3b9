import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The cache of this repository; git ignores it. */
export const repositoryCache = join(import.meta.dirname, '..', '..', '..', '..', '.cache', 'tools');

/**
 * The cache for whoever works elsewhere: below XDG_CACHE_HOME, else where the platform keeps such things
 * (https://specifications.freedesktop.org/basedir-spec/latest/: a relative path is to be ignored).
 */
export function userCache(env: NodeJS.ProcessEnv): string {
  const said = env.XDG_CACHE_HOME ?? '';
  const usual = (process.platform === 'win32' && env.LOCALAPPDATA) || join(env.HOME || homedir(), '.cache');
  return join(isAbsolute(said) ? said : usual, 'gatehouse', 'tools');
}

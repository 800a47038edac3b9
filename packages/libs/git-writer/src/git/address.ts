import { redact, registerSecret } from '@gatehouse/action-kit';
import { REMOTE } from './access.ts';
import type { Repository } from './repository.ts';

/**
 * The address that git reads and writes, which `url.*.insteadOf` in the configuration of the system, the
 * user or the environment can make another than the one asked for. Only git knows which rewrite wins, so
 * git is asked; that takes no network. A user or a password in the rewritten address is left out.
 */
export async function effectiveAddress(repository: Repository): Promise<string> {
  const { stdout } = await repository.must(['ls-remote', '--get-url', REMOTE]);
  const address = stdout.trim();
  const parsed = address.includes('://') ? URL.parse(address) : null;
  if (!parsed?.password && !/^https?:$/.test(parsed?.protocol ?? '')) return redact(address);
  if (parsed === null || (parsed.username === '' && parsed.password === '')) return redact(address);
  registerSecret(decodeURIComponent(parsed.password || parsed.username));
  parsed.username = '';
  parsed.password = '';
  return redact(parsed.href);
}

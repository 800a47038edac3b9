import { messageOf } from '@gatehouse/action-kit';
import { RetryError } from '@gatehouse/retry';
import { RegistryError } from '../error/index.ts';
import { damageIn } from './damaged.ts';

/** The failure of the last attempt, with the story of all of them. */
export function finalError(what: string, thrown: unknown): unknown {
  const last = thrown instanceof RetryError ? thrown.cause : thrown;
  const damage = damageIn(last);
  if (damage !== undefined) {
    return new RegistryError({
      kind: 'invalid',
      message: `${what}: ${damage.message}`,
      hint: 'The registry or a proxy serves damaged content. Push it again, or bypass the proxy.',
      cause: thrown,
    });
  }
  if (!(thrown instanceof RetryError)) return thrown;
  const { attempts, elapsedMs } = thrown;
  const story = ` Gave up after ${attempts === 1 ? '1 attempt' : `${attempts} attempts`} in ${Math.round(elapsedMs / 1000)} s.`;
  if (!(last instanceof RegistryError)) {
    return new RegistryError({
      kind: 'transient',
      message: `${what}: ${messageOf(last)}.${story}`,
      cause: thrown,
    });
  }
  const { kind, message, hint, status, registryCode, retryAfterMs } = last;
  return new RegistryError({
    kind,
    message: message + story,
    hint,
    status,
    registryCode,
    retryAfterMs,
    cause: thrown,
  });
}

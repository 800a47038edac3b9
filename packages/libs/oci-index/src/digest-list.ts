import { ActionError, quote } from '@gatehouse/action-kit';
import type { Digest } from '@gatehouse/oci-client';

/**
 * Reads digests separated by commas, spaces or newlines as a set, sorted: empty entries and duplicates vanish, and an
 * empty list is an error. Anything but `sha256:` and 64 lowercase hexadecimal digits fails with
 * `INVALID_DIGEST`, before anything is asked of a registry.
 */
export function parseDigestList(text: string): readonly Digest[] {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const stray = words.find((word) => !/^sha256:[0-9a-f]{64}$/.test(word));
  if (stray !== undefined) throw invalid(quote(stray));
  if (words.length === 0) throw invalid('an empty list');
  return [...new Set(words as Digest[])].sort();
}

function invalid(found: string): ActionError<'INVALID_DIGEST'> {
  return new ActionError({
    code: 'INVALID_DIGEST',
    message: `Found ${found} in the list of digests, expected "sha256:" and 64 lowercase hexadecimal digits, separated by commas, spaces or newlines.`,
    hint: 'Use the output digest of docker/build-push-action, and check that every build has one.',
  });
}

import type { Digest } from '@gatehouse/oci-client';
import { type Refusal, refusal } from '@gatehouse/oci-index';
import type { Publication } from './publication.ts';

/**
 * Why a plan that a gate has to pass is refused: a tag, even one that stays as it is, would hold what the gate has
 * not passed.
 */
export function notPassed(
  { tags }: Publication,
  passed: ReadonlySet<Digest> | undefined,
): (Refusal & { readonly tag: string }) | undefined {
  const stray = passed === undefined ? undefined : tags.find(({ digest }) => !passed.has(digest));
  if (stray === undefined) return undefined;
  const { tag, digest } = stray;
  const refused = refusal(
    'NOT_GATED',
    `The tag would hold ${digest}, which the gate has not passed; expected one of ${[...(passed ?? [])].sort().join(', ') || 'none'}.`,
    'Publish with "stop-after: digest" first, verify every name in "names-with-digest", and list in "passed-digests" what passed.',
  );
  return { ...refused, tag };
}

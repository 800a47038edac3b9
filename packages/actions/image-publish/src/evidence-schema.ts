import { count, type EvidenceOf, evidenceDocument, field, run, time } from '@gatehouse/action-kit/evidence';
import * as z from 'zod/mini';

const tag = z.strictObject({
  tag: z.string(),
  kind: z.enum(['exact', 'floating']),
  action: z.enum(['write', 'skip']),
  digest: z.string(),
});

/** What image-publish was asked, what it saw, decided and did. */
export const evidence = evidenceDocument('image-publish', {
  result: field(
    'How the step ended. `planned` is a dry run, `pushed` has no tags yet; after `failed` nothing is known of the registry.',
    z.enum(['published', 'pushed', 'planned', 'refused', 'late', 'wrong', 'failed']),
  ),
  reason: field('Why, in a sentence or several.', z.string()),
  checked_at: field('When the step ended.', time()),
  run: run(),
  image: field('Repository that was published to.', z.string()),
  digest: field('Digest of the image; null where there is none.', z.nullable(z.string())),
  platforms: field(
    'Images by platform.',
    z.array(z.strictObject({ platform: z.string(), digest: z.string() })),
  ),
  tags: field('Tags, exact ones first, and what they hold afterwards.', z.array(tag)),
  kept_tags: field(
    'Floating tags that stay where they are, because a higher version has them.',
    z.array(z.strictObject({ tag: z.string(), reason: z.string() })),
  ),
  carried: field('Platforms whose image a tag had before.', z.array(z.string())),
  dropped: field('Platforms that a tag no longer has.', z.array(z.string())),
  verified_manifests: field(
    'Manifests that were read back and proved; null where none were.',
    z.nullable(count()),
  ),
});

export type Evidence = EvidenceOf<typeof evidence>;

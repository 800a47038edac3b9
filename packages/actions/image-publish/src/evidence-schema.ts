import { count, type EvidenceOf, evidenceDocument, field, run, time } from '@gatehouse/action-kit/evidence';
import * as z from 'zod/mini';

const result = z.enum(['published', 'pushed', 'planned', 'refused', 'late', 'wrong', 'failed']);

const tag = z.strictObject({
  tag: z.string(),
  kind: z.enum(['exact', 'floating']),
  action: z.enum(['write', 'skip']),
  digest: z.string(),
});

const part = z.strictObject({
  key: z.string(),
  source: field('The file of the part.', z.string()),
  run_attempt: count(),
  platform: z.string(),
  digest: z.string(),
});

const attachment = z.strictObject({
  to: field('The index, or the image of a platform.', z.string()),
  digest: z.string(),
  type: field('Artifact type, else media type.', z.string()),
  predicate: field('Predicate type, where it is listed.', z.nullable(z.string())),
  via: field(
    '`index`: a child of the index. `referrers`: listed by the registry.',
    z.enum(['index', 'referrers']),
  ),
});

const soci = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('converted'),
    tool_version: z.string(),
    platforms: z.array(
      z.strictObject({
        platform: z.string(),
        before: field('Digest of the image without its SOCI index.', z.string()),
        after: z.string(),
        soci_index: field('Null where no layer can have one.', z.nullable(z.string())),
      }),
    ),
  }),
  z.strictObject({
    kind: z.literal('not-applicable'),
    reason: z.enum(['layers-too-small', 'layers-unsupported']),
    min_layer_size: count(),
  }),
]);

const target = z.strictObject({
  image: field('Repository that was published to.', z.string()),
  result,
  action: z.enum(['created', 'skipped', 'carried', 'refused', '']),
  reason: field('Why, in a sentence or several.', z.string()),
  digest: field('Digest of the image; null where there is none.', z.nullable(z.string())),
  indexes: field(
    'Digest of every index that was pushed, or would be. `carry` may give floating tags another than the exact ones.',
    z.array(z.string()),
  ),
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
  parts: field('Parts that the images are from; empty where the images were named.', z.array(part)),
  attached: field(
    'What is attached to the index and its images. Listed, not judged; null where it was not read.',
    z.nullable(z.array(attachment)),
  ),
  soci: field('SOCI indexes; null where none were made or looked for.', z.nullable(soci)),
  verified_manifests: field(
    'Manifests that were read back and proved; null where none were.',
    z.nullable(count()),
  ),
});

/** What image-publish was asked, what it saw, decided and did. */
export const evidence = evidenceDocument('image-publish', {
  result: field(
    'How the step ended: as the worst of its targets. `planned` is a dry run, `pushed` has no tags yet; after `failed` nothing is known of the registry.',
    result,
  ),
  checked_at: field('When the step ended.', time()),
  run: run(),
  targets: field('Images, in the order of the plan.', z.array(target)),
});

export type Evidence = EvidenceOf<typeof evidence>;

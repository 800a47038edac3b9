import { count, type EvidenceOf, evidenceDocument, field, run } from '@gatehouse/action-kit/evidence';
import * as z from 'zod/mini';

const unsound = z.strictObject({
  path: z.string(),
  errors: count(),
  first: field('The first error, with its place in the manifest.', z.string()),
});

const leftOut = z.strictObject({
  reason: z.string(),
  count: count(),
  first: field('Some of them.', z.array(z.string())),
});

const globs = z.union([z.array(z.string()), z.enum(['latest', 'latest-series'])]);

/** What select-versions read, selected and left out. */
export const evidence = evidenceDocument('select-versions', {
  run: run(),
  upstream: field(
    'The manifest that lists what can be built.',
    z.strictObject({
      where: z.string(),
      sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
      versions: count(),
      ignored: z.strictObject({ without_version: count(), not_semver: count(), repeated: count() }),
    }),
  ),
  published: field(
    'What your own manifests list already.',
    z.strictObject({
      manifests: count(),
      keys: count(),
      damaged: field('Entries that are damaged or no archives, and do not count.', count()),
      unsound: field(
        'Manifests with errors, which manifest-merge would not write on.',
        z.strictObject({ count: count(), first: z.array(unsound) }),
      ),
    }),
  ),
  filters: field(
    'What was asked for.',
    z.array(
      z.strictObject({
        version: globs,
        release_types: z.array(z.string()),
        variants: z.array(z.string()),
        unmatched: z.array(z.string()),
      }),
    ),
  ),
  selected: field('Versions that a filter selects.', count()),
  create: field('Rows of the matrix.', count()),
  skipped_versions: field('Versions that no filter selects, by reason.', z.array(leftOut)),
  skipped_legs: field('Legs of selected versions that are not built, by reason.', z.array(leftOut)),
});

/** The evidence of select-versions, `gatehouse.select-versions/v1`. */
export type Evidence = EvidenceOf<typeof evidence>;

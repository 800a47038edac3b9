import { count, type EvidenceOf, evidenceDocument, field, run, time } from '@gatehouse/action-kit/evidence';
import * as z from 'zod/mini';

const archive = z.strictObject({
  version: z.string(),
  filename: z.string(),
  arch: z.string(),
  platform: z.string(),
  platform_version: z.optional(z.string()),
  download_url: z.string(),
  release_url: z.optional(z.string()),
  sha256: z.optional(z.string()),
  size: z.optional(count()),
  found_url: field('The address as it was found, where another is written.', z.optional(z.string())),
});

const inspection = z.discriminatedUnion('inspected', [
  z.strictObject({
    inspected: z.literal(true),
    filename: z.string(),
    members: field('Files, links and folders in the archive.', count()),
    elf: field('ELF files that were judged.', count()),
    exempt: count(),
    expected: z.string(),
    mismatch_count: count(),
    mismatches: z.array(z.strictObject({ path: z.string(), found: z.string() })),
  }),
  z.strictObject({ inspected: z.literal(false), filename: z.string(), reason: z.string() }),
]);

const image = z.strictObject({
  repository: z.string(),
  platform: z.string(),
  digest: z.string(),
  pushed_at: field('When the step took the image for pushed.', time()),
  annotations: z.record(z.string(), z.string()),
});

const file = z.strictObject({
  name: z.string(),
  sha256: z.string(),
  size: count(),
  platform: z.optional(z.string()),
});

/** What one leg found and left for the merge. */
export const evidence = evidenceDocument('manifest-part', {
  run: run(),
  kind: field('What the part holds.', z.enum(['version-files', 'image', 'files'])),
  key: field('Key of the part.', z.string()),
  target: field('What the parts of several legs make together; null without one.', z.nullable(z.string())),
  release: field(
    'The release that offers the archives; null unless `kind` is `version-files`.',
    z.nullable(z.strictObject({ repository: z.string(), tag: z.string(), version: z.string() })),
  ),
  archives: field('The archives of a part of version files, by name.', z.array(archive)),
  image: field('The image that was pushed; null unless `kind` is `image`.', z.nullable(image)),
  files: field('The files of a part of files, by name.', z.array(file)),
  excluded: field(
    'Files that were left out.',
    z.array(z.strictObject({ name: z.string(), reason: z.string() })),
  ),
  inspections: field('What was seen inside the archives; empty without `inspect`.', z.array(inspection)),
  part: field('The file that was written.', z.strictObject({ path: z.string(), digest: z.string() })),
  artifact: field(
    'The uploaded artifact; null without an upload.',
    z.nullable(z.strictObject({ name: z.string(), id: count(), size: count(), digest: z.string() })),
  ),
});

/** The evidence of manifest-part, `gatehouse.manifest-part/v1`. */
export type Evidence = EvidenceOf<typeof evidence>;

import { count, type EvidenceOf, evidenceDocument, field, run } from '@gatehouse/action-kit/evidence';
import * as z from 'zod/mini';

const omitted = z.strictObject({ omitted: field('How many more items there are.', count()) });
/** A list that is cut where it gets long. */
const list = <Item extends z.core.$ZodType>(item: Item) => z.array(z.union([item, omitted]));
const texts = list(z.string());

const branch = {
  address: field('The repository that was read and written.', z.string()),
  attempts: count(),
};

const write = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unchanged'), reason: z.string(), head: z.string(), ...branch }),
  z.strictObject({
    kind: z.literal('committed'),
    commit: z.string(),
    base: field(
      'The parent of the commit; null where the history that was read ends there.',
      z.nullable(z.string()),
    ),
    head: z.string(),
    landed_by: z.enum(['push', 'found-after-lost-answer']),
    overtaken: field('Keys that a later commit took away again.', texts),
    ...branch,
  }),
  z.strictObject({ kind: z.literal('files-unchanged'), reason: z.string(), folder: z.string() }),
  z.strictObject({ kind: z.literal('files-written'), folder: z.string(), paths: texts }),
]);

const found = { file: z.string(), path: z.string(), code: z.string(), message: z.string() };

const unsound = z.strictObject({
  path: z.string(),
  errors: count(),
  first: field('The first error, with its place.', z.string()),
});

const lint = z.strictObject({
  head: field('The commit that was read; null for a folder.', z.nullable(z.string())),
  manifests: count(),
  errors: count(),
  notices: count(),
  path_clashes: texts,
  findings: list(z.strictObject({ ...found, severity: z.enum(['error', 'notice']) })),
});

const parts = z.strictObject({
  count: count(),
  excluded: list(z.strictObject({ name: z.string(), reason: z.string() })),
  left: field('Keys left to another merge of the run.', texts),
  unreleased: field(
    'Files that no public release offers.',
    list(z.strictObject({ key: z.string(), reason: z.string() })),
  ),
  replaced_attempts: list(
    z.strictObject({
      key: z.string(),
      kept: z.string(),
      kept_attempt: count(),
      dropped: z.string(),
      dropped_attempt: count(),
    }),
  ),
});

const coverage = z.strictObject({
  outcome: z.enum(['complete', 'partial', 'empty']),
  may_write: z.boolean(),
  reason: z.string(),
  covered: texts,
  missing: texts,
  unexpected: texts,
});

const proposal = z.strictObject({
  head: field('The commit that was merged onto; null for a folder.', z.nullable(z.string())),
  files: field('Paths that differ from the head.', texts),
  changes: list(z.strictObject({ key: z.string(), state: z.enum(['added', 'replaced', 'lost']) })),
  kept: field('Published entries of these versions that stay as they are.', count()),
  repaired: list(z.strictObject({ path: z.string(), message: z.string() })),
  superseded: texts,
  notices: field('What is remarkable in the manifests that were read.', list(z.strictObject(found))),
  unsound: field('Manifests with errors that the merge leaves alone.', list(unsound)),
  refreshed: z.nullable(z.strictObject({ path: z.string(), added: count(), shadowed: texts })),
});

/** What manifest-merge read, decided and wrote. */
export const evidence = evidenceDocument('manifest-merge', {
  mode: field('`merge`, or `lint`, which writes nothing.', z.enum(['merge', 'lint'])),
  run: run(),
  layout: field('Path template of the manifests.', z.string()),
  verdict: field(
    '`done`, `dry-run` or `failed` for a merge; `pass` or `fail` for a lint.',
    z.enum(['done', 'dry-run', 'failed', 'pass', 'fail']),
  ),
  error: field(
    'Why the step failed; null otherwise.',
    z.nullable(z.strictObject({ code: z.string(), message: z.string() })),
  ),
  conflicts: field(
    'Contents that exclude each other.',
    list(z.strictObject({ keys: z.array(z.string()), sources: z.array(z.string()), message: z.string() })),
  ),
  write: field('How the write ended; null where there was none.', z.nullable(write)),
  parts: field('What the legs left; null where it could not be read.', z.nullable(parts)),
  coverage: field(
    'How the parts cover the expected keys; null where that was not judged.',
    z.nullable(coverage),
  ),
  proposal: field(
    'What the merge comes to on the head; null where it did not come to that.',
    z.nullable(proposal),
  ),
  lint: field('What the mode `lint` saw; null in a merge.', z.nullable(lint)),
});

/** The evidence of manifest-merge, `gatehouse.manifest-merge/v1`. */
export type Evidence = EvidenceOf<typeof evidence>;

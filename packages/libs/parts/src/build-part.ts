import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunContext } from '@gatehouse/action-kit';
import { keyOf, type ReportedFile } from '@gatehouse/version-manifest';
import { digestOf } from './canonical.ts';
import type { EntryRules } from './entries.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { type ExcludedFile, type Leg, PART_SCHEMA, type Part, type PartImage } from './part.ts';
import { partName } from './part-name.ts';
import { checkPart } from './read-part.ts';

/** What a leg has to say; {@link buildPart} adds schema, run record and digest. */
export type PartContent = {
  readonly key: string;
  readonly leg: Leg;
  readonly run: RunContext;
  readonly excluded?: readonly ExcludedFile[];
} & (
  | { readonly kind: 'version-files'; readonly entries: readonly ReportedFile[] }
  | { readonly kind: 'image'; readonly image: PartImage }
);

/** A part on its way to the merge: the name of its artifact, and the file to put into it. */
export interface WrittenPart {
  readonly name: string;
  readonly path: string;
}

/**
 * Builds a part under the same rules under which it will be read: what a merge would refuse fails
 * here, in the leg, with `INVALID_PART`.
 */
export function buildPart(content: PartContent, rules: EntryRules = {}): Part {
  const { key, leg, run, excluded = [] } = content;
  const written = {
    schema: PART_SCHEMA,
    kind: content.kind,
    key,
    leg,
    run: {
      repository: run.repository,
      run_id: run.runId,
      run_attempt: run.runAttempt,
      sha: run.sha,
      workflow_ref: run.workflowRef,
      job: run.job,
    },
    ...(content.kind === 'image' ? { image: content.image } : { entries: byKey(content.entries) }),
    excluded,
  };
  const part = checkPart({ ...written, digest: digestOf(written) }, DEFAULT_LIMITS, {
    serverUrl: run.serverUrl,
    ...rules,
  });
  // Again, for the entries may have been normalised.
  return { ...part, digest: digestOf(part) };
}

/** The order in which files were found must not show in the bytes. */
const byKey = (entries: readonly ReportedFile[]): readonly ReportedFile[] =>
  entries.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

/** The bytes of a part: two spaces, LF, and one at the end. */
export const renderPart = (part: Part): string => `${JSON.stringify(part, null, 2)}\n`;

/** Writes a part below `dir`, an existing folder, under its own name; never over another file. */
export async function writePart(part: Part, dir: string): Promise<WrittenPart> {
  const name = partName(part.key, part.run.run_attempt);
  const path = join(dir, `${name}.json`);
  await writeFile(path, renderPart(part), { flag: 'wx' });
  return { name, path };
}

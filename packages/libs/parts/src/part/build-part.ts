import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunContext } from '@gatehouse/action-kit';
import { digestOf } from '../json/canonical.ts';
import type { ExcludedFile, Leg } from './head.ts';
import type { PartKind } from './kind.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import { PART_SCHEMA, type Part } from './part.ts';
import { nameOfPart } from './part-name.ts';
import { openPart, readContent } from './read-part.ts';

/** What a leg has to say; {@link buildPart} adds schema, run record and digest. */
export interface PartContent<Content> {
  readonly key: string;
  readonly target?: string | null;
  readonly leg: Leg;
  readonly run: RunContext;
  readonly content: Content;
  readonly excluded?: readonly ExcludedFile[];
}

/** Where the file of a part has its content. */
type KindName = Pick<PartKind<unknown, unknown, unknown>, 'name' | 'field'>;

/** A part on its way to the merge: the name of its artifact, and the file to put into it. */
export interface WrittenPart {
  readonly name: string;
  readonly path: string;
}

/**
 * Builds a part under the same rules under which it will be read: what a merge would refuse fails
 * here, in the leg, with `INVALID_PART`.
 */
export function buildPart<Content, Rules>(
  kind: PartKind<Content, unknown, Rules>,
  { key, target = null, leg, run, content, excluded = [] }: PartContent<Content>,
  rules: Rules,
): Part<Content> {
  const written = {
    schema: PART_SCHEMA,
    kind: kind.name,
    key,
    ...(target !== null && { target }),
    leg,
    run: {
      repository: run.repository,
      run_id: run.runId,
      run_attempt: run.runAttempt,
      sha: run.sha,
      workflow_ref: run.workflowRef,
      job: run.job,
    },
    [kind.field]: content,
    excluded,
  };
  const opened = openPart({ ...written, digest: digestOf(written) });
  const part = readContent(opened, kind, rules, DEFAULT_LIMITS);
  // Again, for the content may have been normalised.
  return { ...part, digest: digestOf(fileOf(part, kind)) };
}

/** The fields of a part in the order in which its file has them. */
function fileOf(part: Part, kind: KindName): object {
  const { schema, key, target, leg, run, content, excluded, digest } = part;
  return {
    schema,
    kind: kind.name,
    key,
    ...(target !== null && { target }),
    leg,
    run,
    [kind.field]: content,
    excluded,
    digest,
  };
}

/** The bytes of a part: two spaces, LF, and one at the end. */
export const renderPart = (part: Part, kind: KindName): string =>
  `${JSON.stringify(fileOf(part, kind), null, 2)}\n`;

/** Writes a part below `dir`, an existing folder, under its own name; never over another file. */
export async function writePart(part: Part, kind: KindName, dir: string): Promise<WrittenPart> {
  const name = nameOfPart(part);
  const path = join(dir, `${name}.json`);
  await writeFile(path, renderPart(part, kind), { flag: 'wx' });
  return { name, path };
}

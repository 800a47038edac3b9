import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ActionError, quote } from '@gatehouse/action-kit';
import {
  buildPart,
  type ExcludedFile,
  type Leg,
  type Part,
  type PartKind,
  type UploadedPart,
  type WrittenPart,
  writePart,
} from '@gatehouse/parts';
import type { Deps } from './deps.ts';
import type { Delivery } from './inputs.ts';

/** What a leg has to say, and under which rules it will be read. */
export interface Message<Content, Rules> {
  readonly key: string;
  readonly target: string | null;
  readonly leg: Leg;
  readonly content: Content;
  readonly excluded: readonly ExcludedFile[];
  readonly rules: Rules;
}

/** A part that is on its way to the merge. */
export interface Delivered<Content> {
  readonly part: Part<Content>;
  readonly written: WrittenPart;
  /** Absent without an upload. */
  readonly uploaded: UploadedPart | undefined;
}

/** Builds the part, writes it, and uploads it unless the inputs say otherwise. */
export async function deliver<Content, Item, Rules>(
  kind: PartKind<Content, Item, Rules>,
  { rules, ...message }: Message<Content, Rules>,
  inputs: Delivery,
  deps: Deps,
): Promise<Delivered<Content>> {
  const { context, log } = deps;
  const part = buildPart(kind, { ...message, run: context }, rules);
  const folder = resolve(deps.cwd, inputs.outputDir ?? join(deps.temp, 'gatehouse-parts'));
  const written = await write(part, kind, folder);
  const count = kind.items(part.content).length;
  log.info(`Wrote the part of ${quote(part.key)} (${kind.name}, ${count}): ${quote(written.path)}`);
  for (const line of kind.render(part.content)) log.info(quote(line));
  const { retentionDays, deadlineMs: deadline } = inputs;
  const options = { deadline, ...(retentionDays !== undefined && { retentionDays }) };
  const uploaded = inputs.upload ? await deps.uploadPart(written, options) : undefined;
  if (uploaded) log.info(`Uploaded the artifact ${quote(uploaded.name)} (id ${uploaded.id})`);
  return { part, written, uploaded };
}

async function write(
  part: Part,
  kind: Pick<PartKind<unknown, unknown, unknown>, 'name' | 'field'>,
  folder: string,
): Promise<WrittenPart> {
  await mkdir(folder, { recursive: true });
  try {
    return await writePart(part, kind, folder);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EEXIST') throw thrown;
    throw new ActionError({
      code: 'PART_EXISTS',
      message: `The part of ${quote(part.key)} is already in ${quote(folder)}, and is never written over.`,
      hint: 'Give this step another "key" or another "output-dir".',
      cause: thrown,
    });
  }
}

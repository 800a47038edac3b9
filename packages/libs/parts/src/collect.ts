import { posix } from 'node:path';
import { ActionError, messageOf } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import { companionByContent, companionByName } from './companion.ts';
import type { EntryRules } from './entries.ts';
import { type FolderFile, listFolder, readListed } from './folder.ts';
import { DEFAULT_LIMITS, jsonLimits, type PartLimits } from './limits.ts';
import { mistakesError } from './mistakes.ts';
import type { ExcludedFile, FoundPart, Part } from './part.ts';
import { PART_PREFIX, partName } from './part-name.ts';
import { checkPart, schemaOf } from './read-part.ts';
import { parseStrictJson } from './strict-json.ts';

/** What a folder of parts holds. */
export interface CollectedParts {
  /** In the order of their sources. */
  readonly parts: readonly FoundPart[];
  /** Reports, logs and the like that lay beside the parts, and what each is. */
  readonly excluded: readonly ExcludedFile[];
}

/**
 * Reads every part below `dir`, in whatever layout a download left there. Throws `INVALID_PART` with
 * every mistake: a file that claims to be a part and is none, and anything that is neither a part nor
 * a known companion, is never passed over.
 */
export async function collectParts(
  dir: string,
  limits: PartLimits = DEFAULT_LIMITS,
  rules: EntryRules = {},
): Promise<CollectedParts> {
  const listing = await listFolder(dir, limits.files);
  const mistakes = [...listing.mistakes];
  const parts: FoundPart[] = [];
  const excluded: ExcludedFile[] = [];
  const room = { ...limits };
  for (const file of listing.files) {
    try {
      const verdict = await readFile(file, room, rules);
      if (typeof verdict === 'string') excluded.push({ name: file.source, reason: verdict });
      else parts.push({ part: verdict, source: file.source });
    } catch (thrown) {
      mistakes.push(`${quote(file.source)}: ${mistakeOf(thrown)}`);
    }
  }
  if (mistakes.length > 0) {
    throw mistakesError(
      'INVALID_PART',
      `The folder of parts ${quote(dir)} holds what no merge can take:`,
      mistakes.sort(),
      'Look at the leg that left the file, and keep everything but parts out of these artifacts.',
    );
  }
  return { parts, excluded };
}

const PEEK = 1024;

/** What may still be read; it shrinks with every file. */
type Room = { -readonly [Limit in keyof PartLimits]: PartLimits[Limit] };

/** The part in a file, or what the file is instead; throws where it is neither. */
async function readFile(file: FolderFile, room: Room, rules: EntryRules): Promise<Part | string> {
  const named = posix.basename(file.source).toLowerCase().startsWith(PART_PREFIX);
  const companion = named ? undefined : companionByName(file.source);
  if (companion !== undefined && !(await peekSaysPart(file))) return companion;
  const value = parseStrictJson(await readWithin(file, room), jsonLimits(room));
  const schema = schemaOf(value);
  const claims =
    named || companion !== undefined || (typeof schema === 'string' && schema.startsWith('gatehouse.part/'));
  const known = claims ? undefined : companionByContent(value);
  if (known !== undefined) return known;
  const part = checkPart(value, room, rules);
  if (named) checkName(file, part);
  if (part.kind === 'version-files') room.entries -= part.entries.length;
  return part;
}

/** The bytes of a file, which count whatever becomes of them. */
async function readWithin(file: FolderFile, room: Room): Promise<Uint8Array> {
  if (file.size > room.bytesPerFile) throw tooLarge(`${file.size} bytes`, room.bytesPerFile);
  if (file.size > room.bytes) throw tooLarge('more bytes in all files together', room.bytes);
  room.bytes -= file.size;
  return readListed(file, room.bytesPerFile);
}

/** Whether a file that no part is expected in begins like one. */
async function peekSaysPart(file: FolderFile): Promise<boolean> {
  const start = Buffer.from(await readListed(file, PEEK)).toString('latin1');
  return start.includes('"gatehouse.part/');
}

/** A part under a name of ours must be the one that the name announces: names are what people read. */
function checkName(file: FolderFile, part: Part): void {
  const expected = `${partName(part.key, part.run.run_attempt)}.json`;
  const found = posix.basename(file.source);
  if (found === expected) return;
  throw new ActionError({
    code: 'INVALID_PART',
    message: `found the part for ${quote(part.key)}, attempt ${part.run.run_attempt}, expected it in a file named ${expected}`,
  });
}

const tooLarge = (found: string, most: number) =>
  new ActionError({ code: 'INVALID_PART', message: `found ${found}, expected at most ${most}` });

/** What was wrong with one file; a bug of ours is no mistake of the file and goes on. */
function mistakeOf(thrown: unknown): string {
  if (thrown instanceof ActionError) return thrown.message;
  if (thrown instanceof Error && 'syscall' in thrown)
    return `could not be read (${quote(messageOf(thrown))})`;
  throw thrown;
}

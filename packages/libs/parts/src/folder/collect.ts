import { posix } from 'node:path';
import { ActionError, messageOf } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import { parseStrictJson } from '../json/strict-json.ts';
import type { ExcludedFile } from '../part/head.ts';
import type { PartKind } from '../part/kind.ts';
import { DEFAULT_LIMITS, jsonLimits, type PartLimits } from '../part/limits.ts';
import { mistakesError } from '../part/mistakes.ts';
import type { FoundPart, OtherPart, Part, PartFrame } from '../part/part.ts';
import { nameOfPart, PART_PREFIX } from '../part/part-name.ts';
import { type OpenedPart, openPart, readContent, schemaOf } from '../part/read-part.ts';
import { companionByContent, companionByName } from './companion.ts';
import { type FolderFile, listFolder, readListed } from './folder.ts';

/** Which parts are read: one kind, of some targets. */
export interface WantedParts<Content, Rules> {
  readonly kind: PartKind<Content, unknown, Rules>;
  readonly rules: Rules;
  /** Exactly these targets; null takes the parts without one. */
  readonly targets: ReadonlySet<string | null>;
}

/** What a folder of parts holds. */
export interface CollectedParts<Content> {
  /** The parts that were wanted, in the order of their sources. */
  readonly parts: readonly FoundPart<Content>[];
  /** Parts of another kind or target. Their envelopes were checked, their content was not read. */
  readonly others: readonly OtherPart[];
  /** Reports, logs and the like that lay beside the parts, and what each is. */
  readonly excluded: readonly ExcludedFile[];
}

/**
 * Reads every part below `dir`, in whatever layout a download left there. Throws `INVALID_PART` with
 * every mistake: a file that claims to be a part and is none, and anything that is neither a part nor
 * a known companion, is never passed over.
 */
export async function collectParts<Content, Rules>(
  dir: string,
  wanted: WantedParts<Content, Rules>,
  limits: PartLimits = DEFAULT_LIMITS,
): Promise<CollectedParts<Content>> {
  const listing = await listFolder(dir, limits.files);
  const mistakes = [...listing.mistakes];
  const parts: FoundPart<Content>[] = [];
  const others: OtherPart[] = [];
  const excluded: ExcludedFile[] = [];
  const room = { ...limits };
  for (const file of listing.files) {
    try {
      const { source } = file;
      const opened = await openFile(file, room);
      if (typeof opened === 'string') excluded.push({ name: source, reason: opened });
      else if (!isWanted(opened, wanted)) others.push({ frame: opened.frame, source });
      else parts.push({ part: contentOf(opened, wanted, room), source });
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
  return { parts, others, excluded };
}

const PEEK = 1024;

/** What may still be read; it shrinks with every file. */
type Room = { -readonly [Limit in keyof PartLimits]: PartLimits[Limit] };

/** The exact kind and the exact target decide, never the beginning of a name. */
function isWanted(
  { frame }: OpenedPart,
  {
    kind,
    targets,
  }: Pick<WantedParts<never, never>, 'targets'> & { readonly kind: { readonly name: string } },
): boolean {
  return frame.kind === kind.name && targets.has(frame.target);
}

/** The content of a part, which takes up some of the room that all items together have. */
function contentOf<Content, Rules>(
  opened: OpenedPart,
  { kind, rules }: WantedParts<Content, Rules>,
  room: Room,
): Part<Content> {
  const part = readContent(opened, kind, rules, room);
  room.entries -= kind.items(part.content).length;
  return part;
}

/** The part in a file, its content unread, or what the file is instead; throws where it is neither. */
async function openFile(file: FolderFile, room: Room): Promise<OpenedPart | string> {
  const named = posix.basename(file.source).toLowerCase().startsWith(PART_PREFIX);
  const companion = named ? undefined : companionByName(file.source);
  if (companion !== undefined && !(await peekSaysPart(file))) return companion;
  const value = parseStrictJson(await readWithin(file, room), jsonLimits(room));
  const schema = schemaOf(value);
  const claims =
    named || companion !== undefined || (typeof schema === 'string' && schema.startsWith('gatehouse.part/'));
  const known = claims ? undefined : companionByContent(value);
  if (known !== undefined) return known;
  const opened = openPart(value);
  if (named) checkName(file, opened.frame);
  return opened;
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
function checkName(file: FolderFile, frame: PartFrame): void {
  const expected = `${nameOfPart(frame)}.json`;
  const found = posix.basename(file.source);
  if (found === expected) return;
  const of = frame.target === null ? '' : ` of ${quote(frame.target)}`;
  throw new ActionError({
    code: 'INVALID_PART',
    message: `found the part for ${quote(frame.key)}${of}, attempt ${frame.run.run_attempt}, expected it in a file named ${expected}`,
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

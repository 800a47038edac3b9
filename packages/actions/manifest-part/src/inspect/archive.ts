import { open } from 'node:fs/promises';
import { ActionError, messageOf, quote } from '@gatehouse/action-kit';
import { type Budget, LIMITS, type Limits, metered, openBudget } from './budget.ts';
import type { Member } from './member.ts';
import { decompressed } from './node-zlib.ts';

/** An archive on this machine. */
export interface ArchiveFile {
  readonly path: string;
  /** Its name in the release, by whose ending it is read. */
  readonly filename: string;
  /** Bytes. */
  readonly size: number;
}

interface Format {
  /** The first bytes of every such file, in hexadecimal. */
  readonly magic: RegExp;
  /** Loads the decoder first, so that only those pay for it who meet such an archive. */
  readonly members: (archive: ArchiveFile, budget: Budget) => Promise<AsyncIterable<Member>>;
}

const FORMATS: Readonly<Record<string, Format>> = {
  '.tar.gz': {
    magic: /^1f8b08/,
    members: async (archive, budget) => tarred(decompressed(archive, 'gzip', budget), budget),
  },
  '.tar.zst': {
    magic: /^(28b52ffd|5.2a4d18)/,
    members: async (archive, budget) => tarred(decompressed(archive, 'zstd', budget), budget),
  },
  '.tar.xz': {
    magic: /^fd377a585a00/,
    members: async ({ path }, budget) => tarred((await import('./xz.ts')).unxz(path), budget),
  },
  '.zip': {
    magic: /^504b(0304|0506)/,
    members: async ({ path }, budget) => (await import('./zip.ts')).zipMembers(path, budget),
  },
};

/** The endings of the archives that can be looked into. */
export const INSPECTED_ENDINGS: readonly string[] = Object.keys(FORMATS);

/**
 * The files inside an archive, read as a stream: nothing is written to disk, memory stays bounded, and
 * the whole archive is decoded, so that damage at its end shows too.
 *
 * Fails with `ARCHIVE_UNREADABLE`, or with `ARCHIVE_TOO_LARGE` where `limits` are passed.
 */
export async function* archiveMembers(
  archive: ArchiveFile,
  limits: Limits = LIMITS,
): AsyncGenerator<Member, void, void> {
  const { path, filename, size } = archive;
  const [ending, format] = Object.entries(FORMATS).find(([end]) => filename.endsWith(end)) ?? [];
  if (format === undefined)
    throw unreadable(filename, `its name ends in none of ${INSPECTED_ENDINGS.join(', ')}`);
  try {
    const start = await firstBytes(path, 6);
    if (!format.magic.test(start.toString('hex'))) {
      throw unreadable(
        filename,
        `it is no ${ending} file: it starts with ${quote(start.toString('latin1'))}`,
      );
    }
    yield* await format.members(archive, openBudget(filename, size, limits));
  } catch (thrown) {
    throw thrown instanceof ActionError ? thrown : unreadable(filename, quote(messageOf(thrown)), thrown);
  }
}

async function tarred(chunks: AsyncIterable<Uint8Array>, budget: Budget): Promise<AsyncIterable<Member>> {
  return (await import('./tar.ts')).tarMembers(metered(chunks, budget), budget);
}

async function firstBytes(path: string, count: number): Promise<Buffer> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
  return buffer.subarray(0, bytesRead);
}

function unreadable(filename: string, reason: string, cause?: unknown): ActionError<'ARCHIVE_UNREADABLE'> {
  return new ActionError({
    code: 'ARCHIVE_UNREADABLE',
    message: `${quote(filename)} cannot be read as an archive: ${reason}.`,
    hint: 'Build and pack it again. Only an archive that unpacks without an error can be published.',
    cause,
  });
}

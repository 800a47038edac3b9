import { crc32, inflateRawSync } from 'node:zlib';
import { ActionError } from '@gatehouse/action-kit/errors';
import { quote } from '@gatehouse/action-kit/quote';
import type { PartLimits } from '../part/limits.ts';

/** One file of an archive, unpacked; its name is as it stands there. */
export interface ZippedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An archive that is refused; `message` completes "the part … could not be downloaded: it …". */
export const badArchive = (message: string): ActionError<'BAD_ARCHIVE'> =>
  new ActionError({ code: 'BAD_ARCHIVE', message });

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;

/**
 * The files of a small zip archive in memory (PKWARE APPNOTE 6.3.10), by its central directory only.
 * Takes what the artifact client writes: stored or deflated entries, no ZIP64, no encryption; links
 * and two files of one name are refused, sizes are checked before anything is inflated. Throws
 * `BAD_ARCHIVE`, or what zlib throws.
 */
export function readZip(archive: Uint8Array, limits: PartLimits): readonly ZippedFile[] {
  const zip = Buffer.from(archive.buffer, archive.byteOffset, archive.length);
  const end = zip.length < END_SIZE ? -1 : zip.lastIndexOf(signature(END));
  if (end === -1 || end + END_SIZE > zip.length) throw badArchive('it is a zip archive that was cut off');
  const count = zip.readUInt16LE(end + 10);
  if (count > limits.files) throw badArchive(`it holds ${count} files, expected at most ${limits.files}`);
  const names = new Set<string>();
  const files: ZippedFile[] = [];
  let room = limits.bytes;
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    const entry = readEntry(zip, at);
    at = entry.next;
    if (entry.name.endsWith('/')) continue;
    const folded = entry.name.toLowerCase();
    if (names.has(folded)) throw badArchive(`it holds ${quote(entry.name)} twice`);
    names.add(folded);
    room -= entry.size;
    if (entry.size > limits.bytesPerFile || room < 0) {
      throw badArchive(
        `it unpacks to more than ${limits.bytesPerFile} bytes a file or ${limits.bytes} in all`,
      );
    }
    files.push({ name: entry.name, bytes: inflate(zip, entry) });
  }
  return files;
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly local: number;
  readonly next: number;
}

function readEntry(zip: Buffer, at: number): Entry {
  expectSignature(zip, at, CENTRAL, 46);
  const nameEnd = at + 46 + zip.readUInt16LE(at + 28);
  const name = zip.toString('utf8', at + 46, nameEnd);
  if (zip.readUInt16LE(at + 8) & 1) throw badArchive(`${quote(name)} in it is encrypted`);
  // The upper half of the external attributes is the file's mode, where a Unix system made the entry.
  const type = (zip.readUInt32LE(at + 38) >>> 16) & 0o170000;
  if (type !== 0 && type !== 0o100000 && type !== 0o040000) {
    throw badArchive(`${quote(name)} in it is a link or a device, expected a regular file`);
  }
  return {
    name,
    method: zip.readUInt16LE(at + 10),
    crc: zip.readUInt32LE(at + 16),
    packed: zip.readUInt32LE(at + 20),
    size: zip.readUInt32LE(at + 24),
    local: zip.readUInt32LE(at + 42),
    next: nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32),
  };
}

function inflate(zip: Buffer, { name, method, crc, packed, size, local }: Entry): Uint8Array {
  expectSignature(zip, local, LOCAL, 30);
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  const data = zip.subarray(start, start + packed);
  if (method !== 0 && method !== 8)
    throw badArchive(`${quote(name)} in it is packed by method ${method}, expected 0 or 8`);
  const bytes = method === 0 ? data : inflateRawSync(data, { maxOutputLength: size + 1 });
  if (bytes.length !== size || crc32(bytes) !== crc) throw badArchive(`${quote(name)} in it is damaged`);
  return bytes;
}

function expectSignature(zip: Buffer, at: number, value: number, length: number): void {
  if (at + length > zip.length || zip.readUInt32LE(at) !== value) {
    throw badArchive('it is a zip archive with a damaged directory');
  }
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

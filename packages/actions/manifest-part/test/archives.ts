import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { crc32, deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { pack } from 'tar-stream';
import type { ArchiveFile } from '../src/inspect/archive.ts';
import { type Machine, machineOf } from '../src/inspect/elf.ts';

/** A file, or with `link` a symbolic link, to put into an archive. */
export interface Packed {
  readonly path: string;
  readonly content?: Uint8Array;
  readonly link?: string;
}

/** The header of an ELF file for an arch, or for any machine, and some bytes of code. */
export function elf(machine: string | Machine): Buffer {
  const { code, bits, order } = typeof machine === 'string' ? machineOf(machine) : machine;
  const file = Buffer.alloc(300, 0x90);
  file.set([0x7f, 0x45, 0x4c, 0x46, bits === 64 ? 2 : 1, order === 'little' ? 1 : 2, 1, 0]);
  file.fill(0, 8, 16);
  for (const [at, value] of [
    [16, 3],
    [18, code],
  ] as const) {
    if (order === 'little') file.writeUInt16LE(value, at);
    else file.writeUInt16BE(value, at);
  }
  return file;
}

export async function tar(files: readonly Packed[]): Promise<Buffer> {
  const archive = pack();
  for (const { path, content = Buffer.alloc(0), link } of files) {
    if (link === undefined) archive.entry({ name: path }, Buffer.from(content));
    else archive.entry({ name: path, type: 'symlink', linkname: link });
  }
  archive.finalize();
  return buffer(archive as AsyncIterable<Uint8Array>);
}

/** A zip file as the format's appnote describes it; `lies` change what its directory claims. */
export function zip(files: readonly Packed[], lies: { crc?: number; size?: number } = {}): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { path, content = Buffer.alloc(0) } of files) {
    const name = Buffer.from(path);
    const data = deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(lies.crc ?? crc32(content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(lies.size ?? content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const where = Buffer.alloc(14);
    where.writeUInt32LE(offset, 10);
    local.push(Buffer.from('PK\x03\x04'), common, name, data);
    central.push(Buffer.from('PK\x01\x02\x14\x00'), common, where, name);
    offset += 30 + name.length + data.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
}

/** What `xz` makes of `bytes`, with `options` of its command line. */
export function xz(bytes: Uint8Array, ...options: readonly string[]): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const limits = { encoding: 'buffer', maxBuffer: 2 ** 28 } as const;
    const child = execFile('xz', [...options, '-c'], limits, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
    child.stdin?.end(bytes);
  });
}

/** `files` in an archive of the kind that `ending` names. */
export async function archiveOf(ending: string, files: readonly Packed[]): Promise<Buffer> {
  switch (ending) {
    case '.tar.gz':
      return gzipSync(await tar(files));
    case '.tar.zst':
      return zstdCompressSync(await tar(files));
    case '.tar.xz':
      return xz(await tar(files));
    case '.zip':
      return zip(files);
    default:
      throw new Error(`no archive ends in ${ending}`);
  }
}

/** A folder that is gone at the end of the test. */
export async function temporaryFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'gatehouse-manifest-part-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

export async function put(folder: string, filename: string, bytes: Uint8Array): Promise<ArchiveFile> {
  const path = join(folder, filename);
  await writeFile(path, bytes);
  return { path, filename, size: (await stat(path)).size };
}

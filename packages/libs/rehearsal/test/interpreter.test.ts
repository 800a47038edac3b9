import { spawnSync } from 'node:child_process';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';
import { extract } from 'tar-stream';
import { describe, expect, it } from 'vitest';
import { fromBufferPromise } from 'yauzl';
import { type Arch, type ArchiveFormat, elfFile, interpreterArchive } from '../src/index.ts';

const BUILD = { version: '3.14.2', arch: 's390x', platformVersion: '24.04' } as const;

/** What another reader than the writer finds in an archive: names with their bytes, `-> target` for a link. */
async function membersOf(format: ArchiveFormat, bytes: Buffer): Promise<Map<string, Buffer | string>> {
  const members = new Map<string, Buffer | string>();
  if (format === 'zip') {
    const zip = await fromBufferPromise(bytes, { validateEntrySizes: true });
    for await (const entry of zip.eachEntry()) {
      const content = await buffer(await zip.openReadStreamPromise(entry));
      const link = entry.externalFileAttributes >>> 28 === 0o12;
      members.set(entry.fileName, link ? `-> ${content}` : content);
    }
    return members;
  }
  const tar = extract();
  tar.on('entry', ({ name, type, linkname }, entry, next) => {
    buffer(entry).then((content) => {
      members.set(name, type === 'symlink' ? `-> ${linkname}` : content);
      next();
    }, next);
  });
  await pipeline(Readable.from([unpacked(format, bytes)]), tar);
  return members;
}

function unpacked(format: Exclude<ArchiveFormat, 'zip'>, bytes: Buffer): Buffer {
  switch (format) {
    case 'tar.gz':
      return gunzipSync(bytes);
    case 'tar.zst':
      return zstdDecompressSync(bytes);
    case 'tar.xz':
      return spawnSync('xz', ['--decompress', '--stdout'], { input: bytes }).stdout;
    default:
      return format satisfies never;
  }
}

describe('the archive of an interpreter', () => {
  // xz is part of every ordinary Linux system; where it is not, CI must say so.
  const xz = spawnSync('xz', ['--version']).status === 0 || process.env.CI !== undefined;
  const formats = (['tar.gz', 'tar.zst', 'zip', 'tar.xz'] as const).filter((one) => one !== 'tar.xz' || xz);

  it.each(formats)('as %s is read by others, and twice the same bytes', async (format) => {
    const built = await interpreterArchive({ ...BUILD, format });
    const again = await interpreterArchive({ ...BUILD, format });
    expect(built.filename).toBe(`python-3.14.2-linux-24.04-s390x.${format}`);
    expect(again.bytes.equals(built.bytes)).toBe(true);
    const members = await membersOf(format, built.bytes);
    expect([...members.keys()]).toEqual([
      'bin/python3',
      'bin/python',
      'lib/libpython3.14.so.1.0',
      'lib/python3.14/os.py',
      'setup.sh',
    ]);
    expect(members.get('bin/python')).toBe('-> python3');
    expect(members.get('bin/python3')).toEqual(elfFile('s390x', 'executable'));
  });

  it('of a pre-release without the global lock has both in its name', async () => {
    const options = { version: '3.15.0-alpha.5', arch: 'ppc64le', platformVersion: '22.04' } as const;
    const { filename } = await interpreterArchive({ ...options, freethreaded: true });
    expect(filename).toBe('python-3.15.0-alpha.5-linux-22.04-ppc64le-freethreaded.tar.gz');
  });

  it('can hold another machine than its name says', async () => {
    const { filename, bytes } = await interpreterArchive({ ...BUILD, machine: 'ppc64le' });
    const members = await membersOf('tar.gz', bytes);
    expect([filename, members.get('bin/python3')]).toEqual([
      'python-3.14.2-linux-24.04-s390x.tar.gz',
      elfFile('ppc64le', 'executable'),
    ]);
  });
});

describe('an ELF file', () => {
  // class, byte order and e_machine, as `readelf --file-header` prints them for real binaries
  it.each<[Arch, number, number, number]>([
    ['x64', 2, 1, 62],
    ['arm64', 2, 1, 183],
    ['ppc64le', 2, 1, 21],
    ['s390x', 2, 2, 22],
    ['riscv64', 2, 1, 243],
    ['arm', 1, 1, 40],
    ['x86', 1, 1, 3],
  ])('of %s says so, and its sizes agree', (arch, width, order, machine) => {
    const bytes = elfFile(arch, 'executable');
    const half = (at: number) => (order === 1 ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
    expect(bytes.subarray(0, 7)).toEqual(Buffer.from([0x7f, 0x45, 0x4c, 0x46, width, order, 1]));
    expect([half(16), half(18)]).toEqual([2, machine]);
    const [headerSize, segmentSize, segments] = [0, 2, 4].map((more) => half((width === 2 ? 52 : 40) + more));
    expect([headerSize, segments]).toEqual([width === 2 ? 64 : 52, 1]);
    expect(bytes.length).toBe((headerSize ?? 0) + (segmentSize ?? 0));
  });

  it('that is a library says so', () => {
    expect(elfFile('s390x', 'shared').readUInt16BE(16)).toBe(3);
  });
});
